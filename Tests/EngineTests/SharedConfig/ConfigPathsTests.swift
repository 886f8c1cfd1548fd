import Engine
import SystemKit
import Testing

/// Where the files are (<doc:ConfigurationFiles>, Where the files are).
struct ConfigPathsTests {
    @Test func `the home folder holds both files`() {
        let paths = ConfigPaths.resolve(environment: Environment(), home: "/home/me")
        #expect(paths.config == "/home/me/.aws/config")
        #expect(paths.credentials == "/home/me/.aws/credentials")
        #expect(paths.configOrigin == .file("/home/me/.aws/config", line: nil))
    }

    @Test func `without a home folder there are none, but for those that variables name`() {
        let none = ConfigPaths.resolve(environment: Environment(), home: nil)
        #expect(none.config == nil && none.credentials == nil && none.configOrigin == nil)
        let named = ConfigPaths.resolve(environment: Environment(["AWS_CONFIG_FILE": "/x"]), home: nil)
        #expect(named.config == "/x" && named.credentials == nil)
    }

    @Test func `a variable moves one file, and one that is empty names none`() {
        let paths = ConfigPaths.resolve(
            environment: Environment(["AWS_CONFIG_FILE": "/x/config", "AWS_SHARED_CREDENTIALS_FILE": ""]), home: "/h")
        #expect(paths.config == "/x/config" && paths.configOrigin == .variable("AWS_CONFIG_FILE"))
        #expect(paths.credentials == nil && paths.credentialsOrigin == .variable("AWS_SHARED_CREDENTIALS_FILE"))
    }

    @Test func `in a run whose credentials renew, the files of before are meant`() {
        let run: [(String, String)] = [
            ("AWSX_RUN_FOLDER", "/r/1"), ("AWS_CONFIG_FILE", "/r/1/config"),
            ("AWS_SHARED_CREDENTIALS_FILE", "/r/1/credentials"),
        ]
        func paths(_ more: [(String, String)]) -> ConfigPaths {
            var environment = Environment()
            for (name, value) in run + more { environment.set(name, value) }
            return ConfigPaths.resolve(environment: environment, home: "/h")
        }
        let usual = paths([])
        #expect(usual.config == "/h/.aws/config" && usual.credentials == "/h/.aws/credentials")
        let named = paths([("AWSX_OUTER_CONFIG_FILE", "~/mine"), ("AWSX_OUTER_CREDENTIALS_FILE", "")])
        #expect(named.config == "/h/mine" && named.credentials == nil)
        // A file that the command itself named since is that file.
        #expect(paths([("AWS_CONFIG_FILE", "/r/10/config")]).config == "/r/10/config")
    }

    @Test(arguments: [
        ("~/c", "/h/c"), ("~", "/h"), ("~other/c", "~other/c"), ("a~/c", "a~/c"), ("$X/c", "x y/c"),
        ("${X}/c", "x y/c"), ("$XY/c", "$XY/c"),
        ("${NONE}/c", "${NONE}/c"), ("$", "$"), ("a$/c", "a$/c"), ("${X", "${X"), ("$T/c", "/h/c"), ("$D", "$X"),
        ("$X$X", "x yx y"), ("é$X", "éx y"),
        ("$E/c", "/c"), ("${}/c", "${}/c"), ("$X-1", "x y-1"), ("~/../c", "/h/../c"),
    ])
    func `a path is expanded as the AWS CLI does`(_ path: String, _ expanded: String) {
        let environment = Environment(["X": "x y", "T": "~", "D": "$X", "E": "", "AWS_CONFIG_FILE": path])
        #expect(
            ConfigPaths.resolve(environment: environment, home: "/h/").config == (expanded == "/h" ? "/h/" : expanded))
    }
}
