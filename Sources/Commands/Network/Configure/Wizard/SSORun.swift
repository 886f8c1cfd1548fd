import Engine
import PluginKit
import SystemKit
import Terminal

/// One run of a wizard. Nothing is written before all has been answered.
struct SSORun {
    let context: RuntimeContext
    let output: Output
    let conversation: (any Conversation)?

    /// `awsx configure sso-session`.
    func run(_ arguments: SSOSessionArguments) async throws -> Int32 {
        let service = try service()
        let file = try ConfigFileEditor(context)
        _ = try file.load()
        try file.requireRoom()
        let (answers, standby) = try await service.connected(nil) { connection in
            let services = LiveWizardServices(
                connection: connection, options: LoginOptions(flow: .browser), isQuiet: arguments.common.quiet,
                report: { _ in })
            let asker = AnswerCollector(conversation: conversation)
            let questions = SessionQuestions(
                asker: asker, config: service.config, services: services, typed: arguments.answers,
                verifies: !arguments.noVerify)
            let name = try await questions.requiredName()
            let section = service.config.session(name)
            let answers = try await questions.settle(name: name) { section?[$0]?.value }
            let standby = try await StandbyQuestion(
                asker: asker, config: service.config, services: services, typed: arguments.answers.standbyStartUrl,
                verifies: !arguments.noVerify
            ).answer(for: answers, asks: true)
            return (answers, standby)
        }
        let change = try await file.edit(answers.edits + (standby?.session.edits ?? []))
        tell(change, of: file)
        try await keep(standby)
        try output.show(
            SSOReport(
                path: file.path, isWritten: change.isWritten, session: answers.name, standby: standby?.session.name,
                columns: output.streams.output.columns))
        return ExitStatus.done.rawValue
    }

    /// `awsx configure sso`.
    func run(_ arguments: SSOArguments) async throws -> Int32 {
        let service = try service()
        let file = try ConfigFileEditor(context)
        _ = try file.load()
        try file.requireRoom()
        let named =
            arguments.profile ?? context.environment.text(EnvironmentKey.profile)
            ?? context.environment.text(EnvironmentKey.defaultProfile)
        if let named {
            _ = try AnswerValidation.name(named, of: "profile", isKnown: service.config.profile(named) != nil)
        }
        let present = service.config.profile(named ?? "default")
        let (answers, standby) = try await service.connected(present) { connection in
            let asker = AnswerCollector(conversation: conversation)
            let services = LiveWizardServices(
                connection: connection, options: options(arguments), isQuiet: arguments.common.quiet,
                report: CodeDisplay(context, isQuiet: arguments.common.quiet, copies: arguments.copy).show)
            let answers = try await SSOWizard(
                arguments: arguments, config: service.config, template: try template(), asker: asker,
                services: services
            ).run(named: named, present: present)
            // The AWS CLI's wizard asks no such thing, so only the option says it.
            let standby = try await StandbyQuestion(
                asker: asker, config: service.config, services: services, typed: arguments.answers.standbyStartUrl,
                verifies: !arguments.noLogin
            ).answer(for: answers.session, asks: false)
            return (answers, standby)
        }
        let change = try await file.edit { text in answers.edits(in: text) + (standby?.session.edits ?? []) }
        tell(change, of: file)
        try await keep(standby)
        try output.show(
            SSOReport(
                path: file.path, isWritten: change.isWritten, profile: answers.name, session: answers.session.name,
                standby: standby?.session.name, accountID: answers.role?.account.id, role: answers.role?.role,
                columns: output.streams.output.columns))
        return ExitStatus.done.rawValue
    }

    /// Which session stands by is awsx's own affair, and stands in its own config.
    private func keep(_ standby: StandbyAnswers?) async throws {
        guard let edit = standby?.ownEdit else { return }
        let file = try ConfigFileEditor.own(context)
        let change = try await file.edit([edit])
        tell(change, of: file)
        if change.isWritten { output.remark("wrote the standby session to \(file.path)") }
    }

    private func tell(_ change: ConfigFileEditor.Change, of file: ConfigFileEditor) {
        if case .inPlace = change.manner { output.remark("\(file.path) can't be replaced, so it was written in place") }
    }

    private func service() throws -> OnlineCredentialService {
        try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
    }

    private func template() throws -> NameTemplate {
        guard let setting = try AwsxConfig.load(context).nameTemplate else { return .standard }
        return try NameTemplate(parsing: setting.value, at: setting.location)
    }

    private func options(_ arguments: SSOArguments) -> LoginOptions {
        LoginOptions(
            flow: arguments.useDeviceCode ? .deviceCode : .browser, opensBrowser: !arguments.noBrowser,
            port: arguments.port)
    }
}
