// awsx NAME shows the active profile.
import Foundation

struct Status: Decodable { let profile, accountId: String? }

let words = CommandLine.arguments.dropFirst()
if let word = words.first, !["-h", "--help", "--account"].contains(word) {
    FileHandle.standardError.write(Data("awsx NAME: there is no option \(word)\n".utf8))
    exit(64)
}
if words.contains("-h") || words.contains("--help") {
    print("Usage: awsx NAME [--account]")
    exit(0)
}
let environment = ProcessInfo.processInfo.environment
let status = Process()
let output = Pipe()
status.executableURL = URL(fileURLWithPath: environment["AWSX_BIN"] ?? "/usr/local/bin/awsx")
status.arguments = ["status", "--json"] + (environment["AWSX_PROFILE"].map { [$0] } ?? [])
status.standardOutput = output
try status.run()
let data = output.fileHandleForReading.readDataToEndOfFile()
status.waitUntilExit()
// 79: a sign-in is needed, but the profile is known.
guard [0, 79].contains(status.terminationStatus) else { exit(status.terminationStatus) }
let answer = try JSONDecoder().decode(Status.self, from: data)
print((words.contains("--account") ? answer.accountId : answer.profile) ?? "nobody")
