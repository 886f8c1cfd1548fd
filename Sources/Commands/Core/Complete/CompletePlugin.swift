import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx complete`: what a word on the command line may become, for the completions of the shells: `value<TAB>description`
/// a line. It asks nobody, says nothing on stderr and always ends with 0.
package struct CompletePlugin: CoreCommand {
    package var declaration: any DeclaredCommand.Type { CompleteArguments.self }
    private let builtIn: @Sendable () -> [Manifest]

    /// - Parameter builtIn: what a person may call.
    package init(builtIn: @escaping @Sendable () -> [Manifest]) { self.builtIn = builtIn }

    package func run(_ invocation: Invocation) throws -> Int32 {
        let request: (kind: CandidateKind, filter: CandidateFilter)
        do {
            guard let understood = try self.request(invocation.words) else { return ExitStatus.done.rawValue }
            request = understood
        } catch let help as HelpOrVersionText {
            throw help
        } catch {
            return ExitStatus.done.rawValue
        }
        var text: [UInt8] = []
        for candidate in candidates(request.kind, request.filter, invocation) { candidate.write(to: &text) }
        invocation.context.streams.output.write(text)
        return ExitStatus.done.rawValue
    }

    private func candidates(_ kind: CandidateKind, _ filter: CandidateFilter, _ invocation: Invocation) -> [Candidate] {
        if kind == .dynamic {
            return DynamicCompletion(invocation.context, InstalledAnsweringPlugins(invocation.context))
                .candidates(invocation.words, filter)
        }
        let candidates = Candidates(
            context: invocation.context, filter: filter,
            commands: Candidates.Commands(builtIn: builtIn, in: invocation.context))
        return (try? candidates.load(kind)) ?? []
    }

    /// Reads plain words at once, all others by the parser.
    func request(_ words: [String]) throws -> (CandidateKind, CandidateFilter)? {
        if let first = words.first, let kind = CandidateKind(rawValue: first) {
            // Whatever was typed is the word to complete, dashes too.
            let rest = words.dropFirst()
            let isLoose = rest.first == "--loose"
            let word = (isLoose ? rest.dropFirst() : rest).first ?? ""
            if word != "--help" { return (kind, CandidateFilter(word, isLoose: isLoose)) }
        }
        let arguments = try CompleteArguments.understand(words)
        return (arguments.kind, CandidateFilter(arguments.prefix, isLoose: arguments.loose))
    }
}

struct CompleteArguments: DeclaredCommand {
    static var name: String { "complete" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "List completions for a word.",
        discussion: "Prints one candidate per line, followed by a tab and a description. Reads local files only.")

    static let listing = CommandListing(
        .shell, 5, summary: "List completions for a word", answersInJSON: false)

    @Argument(help: "\(CandidateKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: CandidateKind

    @Argument(help: "The prefix to complete.")
    var prefix = ""

    @Flag(help: "Also match names that contain the prefix anywhere, ignoring case.")
    var loose = false

    @OptionGroup var common: CommonOptions
}

extension CandidateKind: ExpressibleByArgument {}
