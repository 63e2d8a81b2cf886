"""The server: what the client tells, what it asks for, and what it is told."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from govlint.config.settings import AUTO
from govlint.messages import fill, language
from govlint.output.terminal import escaped
from govlint.server.actions import KINDS, Editor, actions_for
from govlint.server.checking import Verdict, check_snapshot, registry_for
from govlint.server.configuration import completions, configuration_hover
from govlint.server.diagnostics import Abilities, diagnostics_of, path_of, problem_diagnostic
from govlint.server.documents import Snapshot
from govlint.server.hover import hover_of
from govlint.server.options import Complaint, Options, options_of
from govlint.server.positions import chosen_encoding
from govlint.server.protocol import GovlintProtocol
from govlint.server.schedule import Schedule
from govlint.version import __version__

_DELAY = 0.25
"""Seconds after the last change until a document is checked."""
_WATCHED = ("**/*.toml", "**/*.json")
"""Configurations and files of rules; baselines."""
_SECTION = "govlint"
_LOG = logging.getLogger(__name__)


class GovlintServer(LanguageServer):
    """One client, and the documents it has open."""

    def __init__(self, lang: str = AUTO) -> None:
        """`lang` is the language where the client does not ask for one: "zh", "en" or "auto"."""
        super().__init__("govlint", __version__, protocol_cls=GovlintProtocol, max_workers=2)
        self.is_initialized = self.is_shut_down = False
        self.root = os.getcwd()
        self.schedule = Schedule(self._check, self._deliver)
        self._lang = lang
        self._locale = ""
        self._options = Options(options_of({}, self.root).given)
        self._settings: Any = {}
        self._documents: dict[str, Snapshot] = {}
        self._encoding = chosen_encoding(None)
        self._abilities = Abilities()
        self._pulls = self._refreshes = self._is_configurable = self._is_watching = False
        self._editor = Editor(self.root, self._open_at)
        self._problems: dict[str, types.Diagnostic] = {}
        """What was published of files of the user's, by URI."""
        self._told: set[str] = set()
        """The complaints that hold, each of which the user has been told once."""
        self._numbers = itertools.count(1)
        self._numbered: dict[str, tuple[str, list[types.Diagnostic]]] = {}
        """What was last pulled of each document, with what it is called."""
        self._add_features()

    @property
    def exit_status(self) -> int:
        """That of a server that ends now: 1 if the client has not asked it to get ready for it."""
        return 0 if self.is_shut_down else 1

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Faults are for the log, not for the user, who can do nothing about them."""
        _LOG.error("%s", error)

    # -- what the client tells -------------------------------------------------------------------------------------

    def open(self, item: types.TextDocumentItem) -> None:
        """A document is opened: it is checked at once."""
        snapshot = Snapshot(item.uri, item.language_id, item.version, item.text, self._encoding)
        self._documents[item.uri] = snapshot
        self.schedule.request(snapshot, 0)

    def change(
        self, item: types.VersionedTextDocumentIdentifier, changes: Sequence[types.TextDocumentContentChangeEvent]
    ) -> None:
        """A document is edited: it is checked when the typing pauses."""
        before = self._documents.get(item.uri)
        if before is None:
            _LOG.warning("a change of %s, which is not open", item.uri)
            return
        snapshot = before.changed(changes, item.version)
        self._documents[item.uri] = snapshot
        self.schedule.request(snapshot, _DELAY)

    def close(self, uri: str) -> None:
        """A document is closed: nothing is shown of it any more."""
        if self._documents.pop(uri, None) is None:
            return
        self.schedule.forget(uri)
        self._numbered.pop(uri, None)
        if not self._pulls:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        self._tell_problems()

    def _recheck(self) -> None:
        """Something that verdicts depend on has changed."""
        for snapshot in self._documents.values():
            self.schedule.request(snapshot, _DELAY)
        if self._pulls and self._refreshes:
            self.workspace_diagnostic_refresh(None)

    def _add_features(self) -> None:
        self._answer(types.INITIALIZE, self._initialize)
        self._answer(types.INITIALIZED, self._initialized)
        self._answer(types.SHUTDOWN, self._shut_down)
        self._answer(types.TEXT_DOCUMENT_DID_SAVE, self._saved)
        self._answer(types.WORKSPACE_DID_CHANGE_CONFIGURATION, self._configured)
        self._answer(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._files_changed)
        self._answer(types.TEXT_DOCUMENT_HOVER, self._hover)
        self._answer(types.TEXT_DOCUMENT_CODE_ACTION, self._actions, types.CodeActionOptions(code_action_kinds=KINDS))
        self._answer(types.TEXT_DOCUMENT_COMPLETION, self._complete, types.CompletionOptions(trigger_characters=['"']))

    def _answer(self, method: str, handler: Callable[[Any], Any], options: Any = None) -> None:
        """Has `handler` called for a method. (pygls marks what it is given, which a method cannot be.)"""
        self.feature(method, options)(partial(handler))

    def _initialize(self, params: types.InitializeParams) -> None:
        capabilities = params.capabilities
        folder = params.workspace_folders[0].uri if params.workspace_folders else params.root_uri
        self.root = (to_fs_path(folder) if folder else params.root_path) or os.getcwd()
        self._locale = params.locale or ""
        general, document, workspace = capabilities.general, capabilities.text_document, capabilities.workspace
        self._encoding = chosen_encoding([str(name) for name in (general and general.position_encodings) or ()])
        if document is not None:
            published = document.publish_diagnostics
            self._abilities = Abilities(
                bool(published and published.related_information), bool(published and published.tag_support)
            )
            self._pulls = document.diagnostic is not None
        if workspace is not None:
            edit = workspace.workspace_edit
            # A client that makes files takes them among the changes of documents, even if it (Neovim) does not say so.
            can_create = types.ResourceOperationKind.Create in ((edit and edit.resource_operations) or ())
            self._editor = Editor(self.root, self._open_at, bool(edit and edit.document_changes), can_create)
            self._refreshes = bool(workspace.diagnostics and workspace.diagnostics.refresh_support)
            self._is_configurable = bool(workspace.configuration)
            watching = workspace.did_change_watched_files
            self._is_watching = bool(watching and watching.dynamic_registration)
        self._take_settings(params.initialization_options)
        if self._pulls:
            pulling = types.DiagnosticOptions(
                inter_file_dependencies=False, workspace_diagnostics=False, identifier=_SECTION
            )
            self._answer(types.TEXT_DOCUMENT_DIAGNOSTIC, self._pull, pulling)
        self.is_initialized = True

    async def _initialized(self, _params: types.InitializedParams) -> None:
        self._complain(self._options.complaints)
        if self._is_watching:
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            registration = types.Registration(
                "govlint-files",
                types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                types.DidChangeWatchedFilesRegistrationOptions(watchers),
            )
            self.client_register_capability(types.RegistrationParams([registration]))
        if self._is_configurable:
            await self._ask_for_settings()

    def _shut_down(self, _params: None) -> None:
        self.is_shut_down = True

    def _saved(self, params: types.DidSaveTextDocumentParams) -> None:
        snapshot = self._documents.get(params.text_document.uri)
        if snapshot is None:
            return
        if snapshot.is_configuration:
            self._recheck()
        else:
            self.schedule.request(snapshot, 0)

    async def _configured(self, params: types.DidChangeConfigurationParams) -> None:
        if params.settings:
            self._take_settings(params.settings)
            self._complain(self._options.complaints)
            self._recheck()
        elif self._is_configurable:
            await self._ask_for_settings()

    def _files_changed(self, params: types.DidChangeWatchedFilesParams) -> None:
        paths = {to_fs_path(change.uri) or "" for change in params.changes}
        known = {source for verdict in self.schedule.verdicts() for source in verdict.sources}
        problems = {path_of(verdict.problem) for verdict in self.schedule.verdicts() if verdict.problem}
        if any(path.endswith(".toml") for path in paths) or paths & (known | problems):
            self._recheck()

    async def _ask_for_settings(self) -> None:
        asked = types.ConfigurationParams([types.ConfigurationItem(section=_SECTION)])
        try:
            answers = await self.workspace_configuration_async(asked)
        except Exception as problem:  # a client that cannot say has not said anything
            _LOG.warning("the client gave no settings: %s", problem)
            return
        if answers and isinstance(answers[0], dict) and answers[0]:
            self._take_settings(answers[0])
            self._complain(self._options.complaints)
            self._recheck()

    def _take_settings(self, settings: Any) -> None:
        self._options = options_of(settings, self.root)

    # -- what the client asks for ----------------------------------------------------------------------------------

    async def _hover(self, params: types.HoverParams) -> types.Hover | None:
        snapshot = self._documents.get(params.text_document.uri)
        if snapshot is None:
            return None
        if snapshot.is_configuration:
            registry = registry_for(snapshot, self._options)
            return configuration_hover(snapshot, registry, params.position, self._language(None))
        verdict = await self.schedule.verdict(snapshot.uri)
        return hover_of(verdict, params.position, self._language(verdict)) if verdict else None

    async def _complete(self, params: types.CompletionParams) -> list[types.CompletionItem] | None:
        snapshot = self._documents.get(params.text_document.uri)
        if snapshot is None or not snapshot.is_configuration:
            return None
        return completions(snapshot, registry_for(snapshot, self._options), params.position, self._language(None))

    async def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction] | None:
        verdict = await self.schedule.verdict(params.text_document.uri)
        if verdict is None:
            return None
        only = None if params.context.only is None else [str(getattr(k, "value", k)) for k in params.context.only]
        facts = (verdict, params.range, only, self._language(verdict), self._abilities, self._editor)
        return await asyncio.to_thread(actions_for, *facts)

    async def _pull(self, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        uri = params.text_document.uri
        verdict = await self.schedule.verdict(uri)
        found = self._shown(verdict) if verdict else []
        name, before = self._numbered.get(uri, ("", []))
        if name and before == found:
            if params.previous_result_id == name:
                return types.RelatedUnchangedDocumentDiagnosticReport(name)
        else:
            name = str(next(self._numbers))
            if uri in self._documents:
                self._numbered[uri] = (name, found)
        return types.RelatedFullDocumentDiagnosticReport(found, result_id=name)

    # -- what the client is told -----------------------------------------------------------------------------------

    def _check(self, snapshot: Snapshot) -> Verdict:
        """In a thread."""
        return check_snapshot(snapshot, self._options, self.root)

    def _deliver(self, verdict: Verdict) -> None:
        if not self._pulls and not verdict.snapshot.is_configuration:
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(
                    verdict.snapshot.uri, self._shown(verdict), version=verdict.snapshot.version
                )
            )
        self._tell_problems()

    def _shown(self, verdict: Verdict) -> list[types.Diagnostic]:
        return diagnostics_of(verdict, self._language(verdict), self._abilities)

    def _tell_problems(self) -> None:
        """Shows what is wrong with the user's own files where it is wrong, and says it once."""
        lang = self._language(None)
        found: dict[str, types.Diagnostic] = {}
        sentences: list[str] = []
        complaints: list[Complaint] = list(self._options.complaints)
        own = {verdict.snapshot.path for verdict in self.schedule.verdicts() if verdict.snapshot.is_configuration}
        for verdict in self.schedule.verdicts():
            if verdict.complaint:
                complaints.append(verdict.complaint)
            problem = verdict.problem
            if problem is None:
                continue
            path = path_of(problem)
            if path in own and path != verdict.snapshot.path:
                continue  # the editor has the file, perhaps without the fault
            snapshot = self._open_at(path)
            uri = snapshot.uri if snapshot else from_fs_path(path) or ""
            found[uri] = problem_diagnostic(problem, snapshot, lang)
            sentences.append(problem.sentence(lang))
        for uri in self._problems.keys() - found.keys():
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        for uri, diagnostic in found.items():
            if self._problems.get(uri) != diagnostic:
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, [diagnostic]))
        self._problems = found
        self._complain(complaints, sentences)

    def _complain(self, complaints: Sequence[Complaint], sentences: Sequence[str] = ()) -> None:
        lang = self._language(None)
        said = {*sentences, *(fill(text, lang, args) for text, args in complaints)}
        for sentence in sorted(said - self._told):
            self.window_show_message(
                types.ShowMessageParams(types.MessageType.Warning, f"govlint: {escaped(sentence)}")
            )
        self._told = said

    def _language(self, verdict: Verdict | None) -> str:
        """The language to speak: that of the settings, of the configuration, of the command line, of the client."""
        asked = self._options.given["lang"] or (verdict.lang if verdict else "") or AUTO
        if asked == AUTO:
            asked = self._lang
        if asked == AUTO and self._locale:
            return "zh" if self._locale.lower().startswith("zh") else "en"
        return language(asked, os.environ)

    def _open_at(self, path: str) -> Snapshot | None:
        found = (snapshot for snapshot in self._documents.values() if snapshot.path)
        return next((snapshot for snapshot in found if os.path.normpath(snapshot.path or "") == path), None)
