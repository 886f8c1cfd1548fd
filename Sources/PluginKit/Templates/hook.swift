// awsx-NAME refuses commands as a production profile outside of working hours: Monday to Friday, 8 to 18 o'clock UTC.
import Foundation

struct Request: Decodable {
    struct Profile: Decodable { let name: String? }
    let v: Int
    let kind: String
    let event: String?
    let profile: Profile?
}

struct Answer: Encodable {
    struct Word: Encodable {
        var env: [String: String]?
        var refuse: String?
    }
    struct Refusal: Encodable { let kind, message: String }
    var ok: Word?
    var err: Refusal?
}

func answer(_ request: Request) -> Answer {
    guard request.v == 1, request.kind == "hook" else {
        return Answer(err: .init(kind: "unsupported", message: "awsx-NAME answers hooks of protocol 1"))
    }
    guard request.event == "pre-exec", request.profile?.name?.hasPrefix("prod") ?? false else {
        return Answer(ok: .init())
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    let now = calendar.dateComponents([.weekday, .hour], from: Date())
    guard (2...6).contains(now.weekday!), (8..<18).contains(now.hour!) else {
        return Answer(ok: .init(refuse: "production is changed on weekdays from 8 to 18 UTC"))
    }
    return Answer(ok: .init(env: ["CHANGE_WINDOW": "open"]))
}

// One line: the input stays open, and its end means stop.
if let line = readLine(strippingNewline: false), line.hasSuffix("\n") {
    let request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
    print(String(decoding: try JSONEncoder().encode(answer(request)), as: UTF8.self))
}
