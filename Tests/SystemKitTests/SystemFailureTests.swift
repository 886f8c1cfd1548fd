import SystemKit
import SystemPackage
import Testing

struct SystemFailureTests {
    @Test func `It says what was tried, on what, and why it failed`() {
        let failure = SystemFailure("read", "/etc/x", .permissionDenied)
        #expect(failure.description == "can't read /etc/x: Permission denied")
    }

    @Test(arguments: [
        (Errno.permissionDenied, true, false, false), (.notPermitted, true, false, false),
        (.readOnlyFileSystem, true, false, false), (.noSpace, false, true, false), (.fileTooLarge, false, false, true),
        (.ioError, false, false, false),
    ])
    func `Its kind follows from the kernel's reason`(errno: Errno, forbidden: Bool, full: Bool, large: Bool) {
        let failure = SystemFailure("write", "x", errno)
        #expect(failure.isForbidden == forbidden)
        #expect(failure.isDiskFull == full)
        #expect(failure.isTooLarge == large)
    }
}
