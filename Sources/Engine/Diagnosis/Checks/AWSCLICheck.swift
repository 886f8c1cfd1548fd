/// The AWS CLI that is installed: what it can share with awsx (<doc:AWSCLICommands>, Versions).
package enum AWSCLICheck: Check {
    static let old = Diagnosis.Code(
        "aws-cli-old", .tools, .warning,
        "an AWS CLI older than 2.9.0, which can't use [sso-session] or refresh its tokens")
    static let dated = Diagnosis.Code(
        "aws-cli-dated", .tools, .note, "an AWS CLI older than 2.22.0, which can sign in only with a device code")
    static let broken = Diagnosis.Code(
        "aws-cli-broken", .tools, .warning, "an aws command that does not print its version")

    package static let codes = [old, dated, broken]

    private static let remedy = "see https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        guard let file = input.awsCLI else { return [] }
        let location = SourceLocation.file(file.path, line: nil)
        switch file.answer {
        case .unclear(let what): return [Diagnosis(broken, "aws --version: \(what)", at: location, hint: remedy)]
        case .version(let version) where version < .init(2, 9, 0):
            return [
                Diagnosis(
                    old, "AWS CLI \(version) can't use [sso-session] or refresh its tokens; 2.9.0 or later can",
                    at: location,
                    hint: remedy)
            ]
        case .version(let version) where version < .init(2, 22, 0):
            return [
                Diagnosis(
                    dated, "AWS CLI \(version) can't sign in through the browser; 2.22.0 or later can", at: location,
                    hint: remedy)
            ]
        case .version: return []
        }
    }
}
