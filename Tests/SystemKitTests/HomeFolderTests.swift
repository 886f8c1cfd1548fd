import SystemKit
import SystemPackage
import TestSupport
import Testing

struct HomeFolderTests {
    private static let passwd = """
        root:x:0:0:root:/root:/bin/bash
        # a comment
        daemon:x:1:1::/usr/sbin:/usr/sbin/nologin
        short:x:2
        homeless:x:3:3:Homeless:::
        homeless:x:3:3:Again:/home/again:/bin/sh
        ada:x:1000:1000:Ada,,,:/home/ada:/bin/zsh
        impostor:x:1000:1000::/home/impostor:/bin/sh
        10000:x:99:99::/home/number:/bin/sh
        """

    @Test(
        arguments: [
            (0, "/root"), (1, "/usr/sbin"), (1000, "/home/ada"), (2, nil), (3, "/home/again"), (4, nil), (100, nil),
            (10_000, nil), (99, "/home/number"),
        ] as [(UInt32, String?)])
    func `The home is the sixth field of the user's first line that has one`(userID: UInt32, home: String?) {
        #expect(HomeFolder.inPasswd(Self.passwd, userID: userID) == home)
    }

    @Test func `HOME goes first and is taken as it is`() {
        let environment = Environment(["HOME": "/somewhere/else"])
        #expect(
            HomeFolder.find(environment: environment, files: FaultyFiles(), userID: 0) == "/somewhere/else")
    }

    @Test(arguments: [Environment(), Environment(["HOME": ""])])
    func `Without HOME this machine's passwd file is read`(environment: Environment) {
        #expect(HomeFolder.find(environment: environment, files: LocalFiles(), userID: 0) == "/root")
    }

    @Test func `An unreadable passwd file leaves no home`() {
        let files = FaultyFiles()
        files.fail(.read, .permissionDenied, endingIn: "/etc/passwd")
        #expect(HomeFolder.find(environment: Environment(), files: files, userID: 0) == nil)
    }
}
