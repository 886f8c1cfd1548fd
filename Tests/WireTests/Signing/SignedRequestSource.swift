import Engine
import SystemKit
import Wire

/// Requests as varied as the signature's rules are, each signed and told in JSON; equal seeds give equal requests.
struct SignedRequestSource {
    struct Case {
        let signed: HTTPRequest
        let json: String
    }

    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Case {
        let method = pick(["GET", "POST", "PUT", "HEAD", "DELETE"])
        let url = "\(pick(["https", "http"]))://\(pick(Self.hosts))\(path())\(query())"
        let names = ["Content-Type", "X-Amz-Target", "Accept", "X-Amz-Meta-A", "User-Agent", "Expect"]
        let headers = names.filter { _ in below(2) == 0 }.map { HTTPField($0, text(Self.headerCharacters)) }
        let body = text(Self.anyCharacters)
        let token = below(2) == 0 ? nil : "T" + text(Self.keyCharacters)
        let credentials = Credentials(
            accessKeyID: "AKIA" + text(Self.keyCharacters), secretAccessKey: Secret("S" + text(Self.keyCharacters)),
            sessionToken: token.map(Secret.init), expiration: nil, accountID: nil)
        let time = Instant(seconds: Int64(below(4_000_000_000)))
        let (service, region) = (pick(["sts", "iam", "ecr", "sso"]), pick(["us-east-1", "cn-north-1", "eu-west-3"]))
        let request = HTTPRequest(method, url, headers: headers, body: Array(body.utf8))
        let json = JSON.object([
            "method": .string(method), "url": .string(url), "body": .string(body), "time": .string(time.iso8601),
            "headers": .array(headers.map { .array([.string($0.name), .string($0.value)]) }),
            "key": .string(credentials.accessKeyID), "secret": .string(credentials.secretAccessKey.reveal()),
            "token": token.map(JSON.string) ?? .null, "service": .string(service), "region": .string(region),
        ])
        return Case(
            signed: SigV4(service: service, region: region).sign(request, with: credentials, at: time),
            json: json.serialized(.minified))
    }

    private mutating func path() -> String {
        let segments = ["a", "..", ".", "", "%20b", "%E1%88%B4", "x-_.~y", "c:d@e", "=&+,;"]
        return below(6) == 0 ? "" : (0..<below(6)).map { _ in "/" + pick(segments) }.joined() + pick(["", "/"])
    }

    private mutating func query() -> String {
        let parts = ["a=1", "b=2", "a=0", "a", "A=3", "c=%20x", "c=%2F", "d=", "", "e==", "=f", "a-b=1"]
        return below(3) == 0 ? "" : "?" + (0...below(5)).map { _ in pick(parts) }.joined(separator: "&")
    }

    private mutating func text(_ characters: [Character]) -> String {
        String((0..<below(24)).map { _ in pick(characters) })
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// A number below a bound, by the SplitMix64 generator.
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private static let hosts = [
        "sts.us-east-1.amazonaws.com", "Example.Amazonaws.Com", "127.0.0.1:8080", "h:443", "h:80", "[::1]:8443",
    ]
    private static let headerCharacters = Array("abcXYZ019 ;,=/  -\t")
    private static let keyCharacters = Array("abcXYZ019/+=")
    private static let anyCharacters = Array("abcXYZ019&=%+ /ä€😀{}\"\n")
}
