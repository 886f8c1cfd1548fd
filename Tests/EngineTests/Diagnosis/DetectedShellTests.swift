import Engine
import SystemKit
import TestSupport
import Testing

/// What a shell's own files tell of awsx.
@Suite struct DetectedShellTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func load(_ variables: KeyValuePairs<String, String>) -> DetectedShell? {
        DetectedShell.load(
            home.context(variables), prefixes: ["\(home.path)/prefix"], editions: [.bash: "now", .zsh: "now"])
    }

    @Test(arguments: [
        ("/bin/bash", ".bashrc"), ("/usr/local/bin/zsh", ".zshrc"), ("fish", ".config/fish/config.fish"),
    ])
    func `A shell is known by its program, and has nothing of awsx at first`(program: String, file: String) throws {
        let shell = try #require(load(["SHELL": program]))
        #expect(shell.file == home.folder.path(file))
        #expect(!shell.isInitialised && !shell.completes)
    }

    @Test func `A shell that awsx doesn't live in, or none at all, is passed over`() {
        #expect(load(["SHELL": "/bin/dash"]) == nil)
        #expect(load([:]) == nil)
        #expect(load(["SHELL": "/bin/dash", "AWSX_SHELL": "tcsh"]) == nil)
    }

    @Test func `The shell that runs says what it is, and that it has awsx`() throws {
        let shell = try #require(load(["SHELL": "/bin/bash", "AWSX_SHELL": "zsh"]))
        #expect(shell.name == .zsh && shell.isInitialised)
    }

    /// zsh without compinit has the script, and no completion.
    @Test(arguments: [("1", true), ("0", false)])
    func `A shell that runs knows whether it completes`(said: String, completes: Bool) throws {
        try home.folder.put("awsx init; awsx completion", at: ".zshrc")
        #expect(try #require(load(["AWSX_SHELL": "zsh", "AWSX_SHELL_COMPLETION": said])).completes == completes)
        #expect(try #require(load(["SHELL": "/bin/zsh", "AWSX_SHELL_COMPLETION": said])).completes)
    }

    @Test(
        arguments: [
            (nil, true), ("before", true), ("now", false), ("", false),
        ] as [(String?, Bool)])
    func `A shell that runs says which script it loaded; one read from its file doesn't`(edition: String?, isOld: Bool)
        throws
    {
        let said: KeyValuePairs = ["AWSX_SHELL": "bash", "AWSX_SHELL_EDITION": edition ?? ""]
        let shell = try #require(load(edition == nil ? ["AWSX_SHELL": "bash"] : said))
        #expect(shell.isOutdated == isOld)
        // Nothing is known of a shell that awsx was not started from, and of one whose script this awsx has not.
        #expect(try !#require(load(["SHELL": "/bin/bash", "AWSX_SHELL_EDITION": edition ?? "x"])).isOutdated)
        #expect(try !#require(load(["AWSX_SHELL": "fish", "AWSX_SHELL_EDITION": edition ?? "x"])).isOutdated)
    }

    @Test(arguments: [
        ("bash", ".bashrc"), ("bash", ".bash_profile"), ("bash", ".bash_login"), ("bash", ".profile"),
        ("zsh", ".zshrc"), ("zsh", ".zprofile"), ("zsh", ".zshenv"), ("fish", ".config/fish/config.fish"),
        ("fish", ".config/fish/conf.d/awsx.fish"),
    ])
    func `The line is found in each of its files`(shell: String, file: String) throws {
        try home.folder.put("x\n  eval \"$(awsx init \(shell))\"\n", at: file)
        #expect(try #require(load(["SHELL": shell])).isInitialised)
        try home.folder.put("x\nsource /opt/awsx/shell/awsx.\(shell)\n", at: file)
        #expect(try #require(load(["SHELL": shell])).isInitialised)
        try home.folder.put("x\nawsx completion \(shell) | source\n", at: file)
        let completing = try #require(load(["SHELL": shell]))
        #expect(completing.completes && !completing.isInitialised)
    }

    @Test(arguments: ["# awsx init bash\n", "  # awsx init bash\n", "awsx status\n", "plugins=(git)\n", ""])
    func `A comment, or another line, is none`(text: String) throws {
        try home.folder.put(text, at: ".bashrc")
        #expect(try !#require(load(["SHELL": "bash"])).isInitialised)
    }

    @Test func `A comment ends with its line, also where lines end as in Windows`() throws {
        try home.folder.put("# mine\r\neval \"$(awsx init bash)\"\r\n", at: ".bashrc")
        #expect(try #require(load(["SHELL": "bash"])).isInitialised)
        try home.folder.put("plugins=(git awsx)\n", at: ".zshrc")
        #expect(try #require(load(["SHELL": "zsh"])).isInitialised)
    }

    @Test func `Variables move a shell's files`() throws {
        try home.folder.put("awsx init", at: "z/.zshrc")
        let zsh = try #require(load(["SHELL": "zsh", "ZDOTDIR": home.folder.path("z")]))
        #expect(zsh.isInitialised && zsh.file == home.folder.path("z/.zshrc"))
        try home.folder.put("awsx init", at: "c/fish/config.fish")
        let fish = try #require(load(["SHELL": "fish", "XDG_CONFIG_HOME": home.folder.path("c")]))
        #expect(fish.isInitialised && fish.file == home.folder.path("c/fish/config.fish"))
    }

    @Test(arguments: [
        ("bash", ".local/share/bash-completion/completions/awsx"),
        ("bash", "prefix/share/bash-completion/completions/awsx"),
        ("bash", "data/bash-completion/completions/awsx.bash"), ("zsh", ".local/share/zsh/site-functions/_awsx"),
        ("zsh", "prefix/share/zsh/vendor-completions/_awsx"), ("zsh", ".zfunc/_awsx"),
        ("fish", ".local/share/fish/vendor_completions.d/awsx.fish"), ("fish", ".config/fish/completions/awsx.fish"),
    ])
    func `A completion is found where the shell looks, and where awsx installs`(shell: String, file: String) throws {
        try home.folder.put("", at: file)
        var variables: KeyValuePairs<String, String> = ["SHELL": shell]
        if file.hasPrefix("data/") { variables = ["SHELL": shell, "XDG_DATA_HOME": home.folder.path("data")] }
        #expect(try #require(load(variables)).completes)
    }
}
