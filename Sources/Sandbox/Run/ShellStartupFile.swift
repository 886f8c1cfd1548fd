import SystemKit

/// The file that a shell reads at its start, so that it knows awsx as a user's own shell does.
struct ShellStartupFile {
    /// The shell's path.
    let shell: String
    let home: String
    /// awsx's path; nil if there is none.
    let awsx: String?

    /// Writes the file; one that is there already is somebody's own and stays as it is.
    ///
    /// - Returns: whether the shell will know awsx.
    func write() -> Bool {
        guard let awsx, let name = shell.lastPathName, awsx.contains("/") else {
            return false
        }
        let folder = SandboxEnvironment.quoted(awsx.parentFolder)
        let (location, text): (String, String)
        switch name {
        case "bash":
            location = ".bashrc"
            text = "PATH=\(folder):$PATH\nPS1='sandbox \\w\\$ '\neval \"$(awsx init bash)\"\n"
        case "zsh":
            location = ".zshrc"
            text =
                "PATH=\(folder):$PATH\nPROMPT='sandbox %~%# '\neval \"$(awsx init zsh)\"\n"
                // Without a dump file, and without a question about folders.
                + "autoload -Uz compinit && compinit -u -D\neval \"$(awsx completion zsh)\"\n"
        case "fish":
            location = ".config/fish/config.fish"
            text =
                "set -gx PATH \(folder) $PATH\nfunction fish_greeting; end\n"
                + "function fish_prompt; echo -n 'sandbox '(prompt_pwd)'> '; end\nawsx init fish | source\n"
        default: return false
        }
        let path = "\(home)/\(location)"
        let files = LocalFiles()
        do {
            guard try files.status(path) == nil else { return false }
            try files.createFolder(path.parentFolder, mode: 0o700)
            // Else fish reads every manual page of the machine behind its first prompt. Its place since fish 4 is the
            // second.
            for parent in name == "fish" ? [".local/share", ".cache"] : [] {
                try files.createFolder("\(home)/\(parent)/fish/generated_completions", mode: 0o700)
            }
            try files.write(Array(text.utf8), to: path, .keepingMode)
            return true
        } catch {
            return false
        }
    }
}
