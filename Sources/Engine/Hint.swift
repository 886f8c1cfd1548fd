/// What to run or change next: a sentence, in which what awsx itself can do stands as an action. How an action is typed is
/// the business of whoever shows the hint.
package struct Hint: Sendable, Hashable {
    package enum Piece: Sendable, Hashable {
        case text(String)
        case action(Action)
    }

    /// What awsx can do for somebody.
    package enum Action: Sendable, Hashable {
        case listProfiles
        /// Accounts and roles of a session; nil for the only one.
        case listRoles(session: String?)
        /// A profile's session, or the one that is named; nil of both for a profile that the reader has to know.
        case login(profile: String?, session: String?, LoginManner = .usual)
        /// Signing in to the console for a profile, which may be new; nil for one that the reader has to name.
        case loginToConsole(profile: String?)
        /// Asking AWS who a profile is, which asks for an MFA code.
        case callerIdentity(profile: String?)
        /// The same for somebody who can't be asked for the code.
        case callerIdentityWithCode(profile: String?)
        /// Telling where each setting of a profile comes from.
        case explain(profile: String?)
        case printToken(session: String)
        case listScopes
        /// Showing what a scope lets through; nil for one that the reader has to know.
        case showScope(String?)
        /// Running a command as a profile; nil for one that the reader has to know.
        case run(profile: String?)
        /// Running a command as a role of a session.
        case runAsRole
        /// Writing a profile of Identity Center; nil for one that is not named yet.
        case configureProfile(String?)
        case configureSession
        /// A shell in which a local Identity Center takes AWS's place.
        case trySandbox
        case showConfiguration
        /// Looking for what is in the way.
        case examine
        /// Making a shell load awsx at its start.
        case load(LoadedPart, shell: DetectedShell.Name, file: String)
    }

    package enum LoginManner: Sendable, Hashable {
        case usual
        /// Although it is signed in to.
        case anew
        /// By a code that is confirmed on any device.
        case deviceCode
    }

    /// What a shell's file loads.
    package enum LoadedPart: String, Sendable, Hashable {
        case initialisation
        case completion
    }

    /// Texts that follow each other are one.
    package private(set) var pieces: [Piece] = []

    package init(_ text: String) { append(text) }

    package init(_ action: Action) { pieces = [.action(action)] }

    private mutating func append(_ text: String) {
        guard !text.isEmpty else { return }
        if case .text(let before)? = pieces.last {
            pieces[pieces.count - 1] = .text(before + text)
        } else {
            pieces.append(.text(text))
        }
    }

    private mutating func append(_ hint: Hint) {
        for piece in hint.pieces {
            switch piece {
            case .text(let text): append(text)
            case .action: pieces.append(piece)
            }
        }
    }
}

extension Hint: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text) }

    package init(stringInterpolation: Words) { self = stringInterpolation.hint }

    /// A sentence as it is put together.
    package struct Words: StringInterpolationProtocol {
        fileprivate var hint = Hint("")

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ text: String) { hint.append(text) }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            hint.append(value.description)
        }

        package mutating func appendInterpolation(_ other: Hint) { hint.append(other) }

        /// What is to be run.
        package mutating func appendInterpolation(run action: Action) { hint.pieces.append(.action(action)) }
    }
}
