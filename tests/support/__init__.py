"""What the tests are made of: invented annual reports, the dialects they come in, and faults put into them."""
