import Foundation
import ShellKit
import TestSupport
import Testing

/// `--auto`: folders that name a profile.
@Suite struct ShellFolderTests {
    @Test(arguments: Shell.allCases)
    func `an allowed folder switches, leaving restores, an edit asks again`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write("# ours\nprofile = prod-ReadOnlyAccess\nregion = eu-west-2\n", to: "work/.awsx")
        try home.makeFolder("work/deep/er")
        let living = try LivingShell(shell, in: home, options: "--auto", setting: ["AWS_PROFILE": "legacy"])
        defer { living.end() }
        try await living.begin()
        let asked = try await living.type("cd work")
        #expect(asked.contains(".awsx file selects profile prod-ReadOnlyAccess"), "\(asked)")
        #expect(asked.contains("awsx allow "))
        #expect(try await living.inherited("AWS_PROFILE") == "legacy")
        let again = try await living.type("")
        #expect(!again.contains(".awsx file selects"), "it asks once")
        #expect(try await home.awsx("allow", "\(home.path)/work").status == 0)
        try await living.type("cd ..")
        #expect(try await living.type("cd work/deep/er").contains("using prod-ReadOnlyAccess from "))
        #expect(try await living.inherited("AWS_PROFILE") == "prod-ReadOnlyAccess")
        #expect(try await living.inherited("AWS_REGION") == "eu-west-2")
        try await living.type("cd \(home.path)")
        #expect(try await living.inherited("AWS_PROFILE") == "legacy")
        #expect(try await living.inherited("AWS_REGION") == "unset")
        try await living.type("cd work")
        try await living.type("awsx use dev-ReadOnlyAccess")
        #expect(try await living.inherited("AWS_PROFILE") == "dev-ReadOnlyAccess", "what is typed beats the file")
        try await living.type("awsx unuse")
        try home.write("profile = dev-AdministratorAccess\n", to: "work/.awsx")
        #expect(try await living.type("").contains(".awsx file selects profile dev-AdministratorAccess"))
        #expect(try await living.inherited("AWS_PROFILE") == "legacy")
    }

    @Test(arguments: Shell.allCases)
    func `what is typed beats the folder that the same line enters, and what fails changes nothing`(
        shell: Shell
    ) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        for (folder, profile) in [("work", "prod-ReadOnlyAccess"), ("play", "dev-ReadOnlyAccess")] {
            try home.write("profile = \(profile)\n", to: "\(folder)/.awsx")
            #expect(try await home.awsx("allow", folder).status == 0)
        }
        let living = try LivingShell(shell, in: home, options: "--auto")
        defer { living.end() }
        try await living.begin()
        try await living.type("cd work; awsx use legacy")
        #expect(try await living.inherited("AWS_PROFILE") == "legacy")
        try await living.type("awsx use nobody")
        #expect(try await living.inherited("AWS_PROFILE") == "legacy", "the folder does not come back by itself")
        try await living.type("awsx unuse")
        try await living.type("cd ../play; awsx use nobody")
        #expect(try await living.inherited("AWS_PROFILE") == "dev-ReadOnlyAccess", "the folder holds")
        let failed = try await living.type("awsx use nobody")
        #expect(failed.contains("there is no profile nobody") && !failed.contains("says"), "\(failed)")
        #expect(try await living.inherited("AWS_PROFILE") == "dev-ReadOnlyAccess")
        try await living.type("cd ../work; awsx use legacy; cd ../play")
        #expect(try await living.inherited("AWS_PROFILE") == "dev-ReadOnlyAccess", "the next folder holds again")
        try await living.type("cd ~")
        #expect(try await living.inherited("AWS_PROFILE") == "legacy")
    }

    @Test(arguments: [Shell.bash, .zsh])
    func `a folder is left as it was entered, however words are split here`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write("profile = prod-ReadOnlyAccess\nregion = eu-west-2\n", to: "work/.awsx")
        #expect(try await home.awsx("allow", "work").status == 0)
        let living = try LivingShell(shell, in: home, before: "IFS=:", options: "--auto")
        defer { living.end() }
        try await living.begin()
        try await living.type("cd work")
        #expect(try await living.inherited("AWS_REGION") == "eu-west-2")
        try await living.type("cd ..")
        #expect(try await living.inherited("AWS_PROFILE") == "unset")
        #expect(try await living.inherited("AWS_REGION") == "unset")
    }

    @Test func `a key that is there twice is said to be`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write("profile = legacy\nregion = eu-west-1\n\nregion = eu-west-2\n", to: "one/.awsx")
        let outcome = try await home.awsx("allow", "one")
        expectFailure(outcome, 78, saying: "there is a second line for region", "one/.awsx:4")
    }

    @Test(arguments: Shell.allCases)
    func `nothing in a folder's name runs, and no escape of its reaches the terminal`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let name = "odd$(touch pwned)`touch pwned`%F{red}'\"\\[x\n\u{1b}]0;owned\u{7}"
        try home.write("profile = legacy\n", to: "\(name)/.awsx")
        // fish writes the folder's raw name into the terminal's title by itself.
        let before = shell == .fish ? "function fish_title; end" : ""
        let living = try LivingShell(shell, in: home, before: before, options: "--auto")
        defer { living.end() }
        try await living.begin()
        // The shell itself spells the name; nobody types it.
        #expect(try await living.type("cd odd*").contains(".awsx file selects profile legacy"))
        try await living.type("awsx allow -q; cd ..")
        try await living.type("cd odd*")
        #expect(try await living.inherited("AWS_PROFILE") == "legacy")
        #expect(!living.pty.text.contains("\u{1b}]0;owned"), "\(living.pty.text.debugDescription)")
        #expect(!home.list("").contains("pwned") && !home.list(name).contains("pwned"))
    }

    @Test func `a moved, linked, foreign or broken file is not followed`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        func enter(_ path: String) async throws -> ProgramOutcome {
            try await home.awsx("shell-hook", "bash", "enter", "\(home.path)/\(path)")
        }
        try home.write("profile = legacy\n", to: "one/.awsx")
        #expect(try await home.awsx("allow", "one").status == 0)
        #expect(try await enter("one/.awsx").status == 0)
        #expect(try await enter("one/../one/.awsx").status == 0, "the same file by another name")
        try home.write("profile = legacy\n", to: "two/.awsx")
        #expect(try await enter("two/.awsx").status == 77, "the same text elsewhere")
        try home.makeFolder("clone")
        try home.link("clone/.awsx", to: "../one/.awsx")
        for outcome in [try await enter("clone/.awsx"), try await home.awsx("allow", "clone")] {
            #expect(outcome.status == 77 && outcome.output.isEmpty, "\(outcome)")
            #expect(outcome.error.contains("this is a link") && outcome.error.contains("clone/.awsx"), "\(outcome)")
        }
        try home.makeFolder("zero")
        try home.link("zero/.awsx", to: "/dev/zero")
        #expect(!(try await enter("zero/.awsx").error.contains("chmod")))
        try home.write("profile = legacy\nregion = x@evil.example/\n", to: "region/.awsx")
        #expect(try await home.awsx("allow", "region").status == 78)
        try home.write("profile = legacy\n", to: "wide/.awsx", mode: 0o666)
        #expect(try await home.awsx("allow", "wide").status == 77)
        try home.write("profile = legacy\nrun = rm -rf\n", to: "code/.awsx")
        #expect(try await home.awsx("allow", "code").status == 78)
        try home.write("profile = nobody\n", to: "nobody/.awsx")
        #expect(try await home.awsx("allow", "nobody").status == 66)
        // A profile that was there when it was allowed.
        try home.write("[profile nobody]\nregion = eu-west-1\n", to: "before")
        let before = try await home.awsx("allow", "nobody", setting: ["AWS_CONFIG_FILE": "\(home.path)/before"])
        #expect(before.status == 0, "\(before)")
        #expect(try await enter("nobody/.awsx").status == 66)
        #expect(try await home.awsx("allow", "missing").status == 66)
        #expect(try await home.awsx("allow", "one", "--revoke").status == 0)
        #expect(try await enter("one/.awsx").status == 77)
    }
}
