import SystemKit
import Testing

struct UserPrivateGroupTests {
    private static let users = """
        root:x:0:0:root:/root:/bin/bash
        ann:x:1000:1000:Ann:/home/ann:/bin/bash
        bob:x:1001:1001::/home/bob:/bin/sh
        eve:x:1002:1003::/home/eve:/bin/sh
        mal:x:1004:1003::/home/mal:/bin/sh
        """

    private static let groups = """
        root:x:0:
        ann:x:1000:
        bob:x:1001:ann
        eve:x:1003:
        staff:x:1010:ann
        """

    /// By name and number a group of that person alone, and yet a system's: programs run with it.
    @Test(arguments: [(0, false), (1, false), (999, false), (1000, true)] as [(UInt32, Bool)])
    func `The groups of a system are no person's`(group: UInt32, isOwned: Bool) {
        #expect(
            UserPrivateGroup.isOwned(
                by: 7, group, users: "ann:x:7:\(group)::/:/bin/sh", groups: "ann:x:\(group):") == isOwned)
    }

    @Test(
        arguments: [
            (1000, 1000, true), (1001, 1001, false), (1002, 1003, false), (1000, 1001, false), (1000, 1010, false),
            (1000, 4000, false),
        ] as [(UInt32, UInt32, Bool)])
    func `Only a group of one person is that person's`(user: UInt32, group: UInt32, expected: Bool) {
        #expect(UserPrivateGroup.isOwned(by: user, group, users: Self.users, groups: Self.groups) == expected)
    }

    @Test func `A member who is the person takes nothing away`() {
        #expect(UserPrivateGroup.isOwned(by: 1000, 1000, users: "ann:x:1000:1000::/:/bin/sh", groups: "ann:x:1000:ann"))
    }

    @Test func `Root's own group is a system's, too`() {
        #expect(!UserPrivateGroup.isOwned(by: 0, 0, LocalFiles()))
    }
}
