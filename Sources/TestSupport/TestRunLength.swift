import Foundation

/// How much of something a test does: as much as fits into every run, or more in a long one (`Tests/run --long`).
package enum TestRunLength {
    package static let isLong = ProcessInfo.processInfo.environment["AWSX_TEST_LONG"] == "1"

    package static func count(_ usual: Int, long: Int) -> Int { isLong ? long : usual }
}
