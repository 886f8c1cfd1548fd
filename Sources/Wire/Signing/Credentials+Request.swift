import Engine
import SystemKit

extension Credentials {
    /// What no answer may repeat.
    var secrets: [Secret] { [secretAccessKey] + (sessionToken.map { [$0] } ?? []) }

    /// Keys that can't stand in a header are no keys.
    func requireHeaderText() throws(Failure) {
        let texts = [accessKeyID] + (sessionToken.map { [$0.reveal()] } ?? [])
        guard texts.allSatisfy(\.isVisibleASCII) else {
            throw Failure(
                .configInvalid, "the access key or session token has invalid characters",
                hint: "awsx status shows where they come from")
        }
    }
}
