// awsx-NAME gives awsx the keys in ~/.keys/PROFILE: key id, secret, token, end, account and ARN on one line.
import Foundation

struct Request: Decodable {
    struct Profile: Decodable { let name: String }
    let v: Int
    let kind: String
    let profile: Profile?
}

struct Answer: Encodable {
    struct Refusal: Encodable { let kind, message: String }
    var ok: [String: String]?
    var err: Refusal?
}

func answer(_ request: Request) -> Answer {
    guard request.v == 1, request.kind == "credentials.get", let name = request.profile?.name else {
        return Answer(err: .init(kind: "unsupported", message: "awsx-NAME answers credentials.get of protocol 1"))
    }
    let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
    guard !name.contains("/"), let text = try? String(contentsOfFile: "\(home)/.keys/\(name)", encoding: .utf8) else {
        return Answer(err: .init(kind: "not-mine", message: "there are no keys for this profile in ~/.keys"))
    }
    let names = ["accessKeyId", "secretAccessKey", "sessionToken", "expiresAt", "accountId", "arn"]
    var keys = Dictionary(uniqueKeysWithValues: zip(names, text.split(whereSeparator: \.isWhitespace).map(String.init)))
    keys["cache"] = keys["expiresAt"]
    return Answer(ok: keys)
}

// One line: the input stays open, and its end means stop.
if let line = readLine(strippingNewline: false), line.hasSuffix("\n") {
    let request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
    print(String(decoding: try JSONEncoder().encode(answer(request)), as: UTF8.self))
}
