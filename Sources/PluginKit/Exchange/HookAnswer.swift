package import Engine

/// What a hook says: the `ok` of `hook`, with `env`, `show` and `refuse`, each if it has any.
package struct HookAnswer: Sendable, Hashable {
    /// Variables to add for the command, by their names.
    package let environment: [JSON.Member]
    /// Text for the person.
    package let text: String?
    /// Why not; nil to go on.
    package let refusal: String?

    package init(_ ok: JSON, for event: HookEvent) throws(PluginFault) {
        refusal = try Self.text("refuse", ok)
        text = try Self.text("show", ok)
        switch ok["env"] {
        case nil, .null?: environment = []
        case .object(let members)?:
            guard event == .preExec || members.isEmpty else {
                throw .unreadable("only the answer to \(HookEvent.preExec.rawValue) can contain env")
            }
            guard members.count <= Self.mostVariables else {
                throw .unreadable("env has more than \(Self.mostVariables) variables")
            }
            for member in members {
                guard HookVariable.isAllowed(member.name) else {
                    throw .unreadable("env has \(member.name.prefix(64)), which no hook may set")
                }
                guard let value = member.value.string, !value.utf8.contains(0), value.utf8.count <= 32 << 10 else {
                    throw .unreadable("the value of \(member.name) in env is not text that a variable can hold")
                }
            }
            environment = members
        default: throw .unreadable("its env is not an object")
        }
        // Afterwards nothing can be refused.
        guard refusal == nil || event == .preExec || event == .preUse else {
            throw .unreadable("\(event.rawValue) can't refuse, because it runs afterwards")
        }
    }

    private static let mostVariables = 64

    private static func text(_ name: String, _ json: JSON) throws(PluginFault) -> String? {
        switch json[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text.isEmpty ? nil : String(text.prefix(2000))
        default: throw .unreadable("its \(name) is not text")
        }
    }
}

/// Which variables a hook may set for a command.
package enum HookVariable {
    /// A plain name that says nothing of who one is in AWS or where AWS is, and that decides about no program: what is
    /// loaded into one, what a shell reads at its start, where programs are found.
    package static func isAllowed(_ name: String) -> Bool {
        guard name.utf8.count <= 128, let first = name.utf8.first, !(0x30...0x39).contains(first),
            name.utf8.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") })
        else { return false }
        let upper = name.uppercased()
        if harmlessOfAWS.contains(upper) { return name == upper }
        return !forbidden.contains(upper) && !forbiddenPrefixes.contains { upper.hasPrefix($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

    /// Names that AWS's programs know and that lead to no key.
    private static let harmlessOfAWS: Set = [
        "AWS_SDK_UA_APP_ID", "AWS_PAGER", "AWS_RETRY_MODE", "AWS_MAX_ATTEMPTS", "AWS_DEFAULT_OUTPUT",
    ]
    private static let forbiddenPrefixes = [
        "AWS_", "AWSX_", "_AWS_", "BOTO_", "LD_", "DYLD_", "BASH_", "GLIBC_", "MALLOC_", "PYTHON", "PERL5", "RUBY",
        "NODE_",
        "JAVA_", "_JAVA_", "JDK_JAVA_", "GIT_", "NPM_CONFIG_",
    ]
    private static let forbidden: Set = [
        "PATH", "HOME", "SHELL", "IFS", "ENV", "ZDOTDIR", "FPATH", "CDPATH", "PS4", "PROMPT_COMMAND", "SHELLOPTS",
        "BASHOPTS", "GCONV_PATH", "LOCPATH", "NLSPATH", "TMPDIR", "LESSOPEN", "LESSCLOSE", "EDITOR", "VISUAL", "PAGER",
        "BROWSER", "CLASSPATH", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "HTTP_PROXY",
        "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR",
        "SUDO_ASKPASS", "SSH_ASKPASS", "OPENSSL_CONF",
    ]
}
