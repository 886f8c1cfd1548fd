import Foundation
import ShellKit
import TestSupport
import Testing

/// What a shell has with awsx that it has not without.
@Suite struct ShellNamesTests {
    /// Prints a line for each variable, function, option, alias, trap, module and key binding.
    private static func inventory(_ shell: Shell) -> String {
        switch shell {
        case .bash:
            "compgen -v; compgen -A function; shopt; shopt -o; alias; trap -p; bind -p; complete -p"
        case .zsh:
            "print -rl -- ${(ok)parameters} ${(ok)functions} ${(ok)aliases}; setopt; zmodload; trap; bindkey; zle -l"
        case .fish: "set -n; functions -an; bind; trap; abbr"
        }
    }

    /// Where awsx has to be among names that are the shell's own, and nothing of its own begins.
    private static func locations(_ shell: Shell) -> Set<String> {
        switch shell {
        // The hook before a prompt, and the completion of `awsx`.
        case .bash: ["PROMPT_COMMAND", "complete -F _awsx awsx"]
        // Hooks before a prompt and while nothing is typed; the modules for the clock and for waking up.
        case .zsh:
            ["precmd_functions", "EPOCHSECONDS", "EPOCHREALTIME", "epochtime", "zsh/datetime", "zsh/sched"]
        // The function that fish calls for what stands on the right.
        case .fish: ["fish_right_prompt"]
        }
    }

    @Test(arguments: Shell.allCases)
    func `nothing stays in a shell that is not called awsx`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        func names(line: String?, typing lines: [String]) async throws -> Set<String> {
            let living = try LivingShell(shell, in: home, line: line)
            defer { living.end() }
            try await living.begin()
            for line in lines { try await living.type(line) }
            let open = shell == .fish ? "begin; \(Self.inventory(shell)); end" : "{ \(Self.inventory(shell)); }"
            try await living.type("\(open) >names 2>&1")
            return Set(try home.read("names").split(separator: "\n").map(String.init))
        }
        let without = try await names(line: shell == .fish ? "true" : ":", typing: ["true"])
        let with = try await names(
            line: nil, typing: ["awsx use dev-AdministratorAccess", "awsx use prod-ReadOnlyAccess", "awsx unuse"])
        #expect(without.count > 50, "\(without)")
        let lost = without.subtracting(with)
        #expect(lost.isEmpty)
        let new = with.subtracting(without)
        let foreign = new.subtracting(Self.locations(shell)).filter { name in
            !["_awsx", "AWSX_", "awsx"].contains { name.hasPrefix($0) }
        }
        #expect(foreign.isEmpty)
        #expect(Self.locations(shell).subtracting(new).isEmpty, "what is listed is there")
        #expect(new.contains { $0.hasPrefix("_awsx") })
    }
}
