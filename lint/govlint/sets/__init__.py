"""What rules about several reports judge: the facts of each report, the register of organs, and the set of them all."""
