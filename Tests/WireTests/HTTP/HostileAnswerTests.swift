import Engine
import SystemKit
import TestSupport
import Testing
import Wire

/// Whatever a server says is an answer or a failure with its URL: nothing ends the process. A fault here ends the tests.
struct HostileAnswerTests {
    private static let patient = NetworkSettings.direct(
        connectTimeoutMilliseconds: 60_000, readTimeoutMilliseconds: 60_000)

    private func send(_ method: String, _ url: String) async throws -> HTTPResponse {
        try await LiveTransport.with(Self.patient) { try await $0.send(HTTPRequest(method, url)) }
    }

    /// What comes of an answer's bytes, sent at once and one by one.
    private func outcomes(_ answer: String, method: String = "GET") async throws -> [Result<HTTPResponse, any Error>] {
        try await HostileServer.serve { url in
            var results: [Result<HTTPResponse, any Error>] = []
            for manner in ["whole", "bytes"] {
                let path = HostileServer.path(Array(answer.utf8), manner: manner)
                do {
                    results.append(.success(try await send(method, url + path)))
                } catch {
                    let failure = try #require(error as? TransportFailure)
                    #expect(failure.failure.location == .url(url + path))
                    #expect(failure.failure.status == .unavailable)
                    results.append(.failure(error))
                }
            }
            return results
        }
    }

    @Test(arguments: ["000", "001", "010", "099"], ["GET", "HEAD", "POST"])
    func `A status below 100 is none`(status: String, method: String) async throws {
        for rest in [
            "\r\n\r\n", " OK\r\nContent-Length: 2\r\n\r\n{}", " OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            " OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        ] {
            for result in try await outcomes("HTTP/1.1 \(status)\(rest)", method: method) {
                let failure = try #require(throws: TransportFailure.self) { try result.get() }
                #expect(failure.kind == .lost)
                #expect(failure.failure.message.contains("the invalid status"), "\(failure)")
            }
        }
    }

    @Test(arguments: [
        "HTTP/0.9 200 OK\r\n\r\n{}", "HTTP/2.0 200 OK\r\n\r\n{}", "HTTP/3 200 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 -01 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1\r\n\r\n", "",
        "\r\n",
        "\u{0}\u{0}", "{\"accessToken\":\"x\"}", "ICY 200 OK\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n: x\r\n\r\n", "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\na\u{0}b: c\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\(String(repeating: "a: b\r\n", count: 400))\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 099 OK\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\n",
    ])
    func `What is no answer is lost`(answer: String) async throws {
        for result in try await outcomes(answer) {
            let failure = try #require(throws: TransportFailure.self) { try result.get() }
            #expect(failure.kind == .lost, "\(failure)")
        }
    }

    @Test(arguments: [
        (
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\nPRI * HTTP/2.0\r\n\r\n",
            101, ""
        ),
        ("HTTP/1.1 101 Switching Protocols\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}", 101, ""),
        ("HTTP/1.1 200 OK\r\nConnection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\n{}", 200, "{}"),
        ("HTTP/1.1 999 Denied\r\nContent-Length: 2\r\n\r\n{}", 999, "{}"), ("HTTP/1.0 200 OK\r\n\r\n{}", 200, "{}"),
        ("HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}", 204, ""),
        ("HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 304, ""),
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 099 OK\r\n\r\n", 200, "{}"),
        ("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, "{}"),
    ])
    func `What is odd and an answer is told as it is`(answer: String, status: Int, body: String) async throws {
        for result in try await outcomes(answer) {
            let response = try result.get()
            #expect(response.status == status)
            #expect(response.body == Array(body.utf8))
        }
    }

    @Test func `Interim answers are passed over, some of them`() async throws {
        let interim = "HTTP/1.1 100 Continue\r\nContent-Length: 7\r\n\r\n"
        let last = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
        for (count, isAnswer) in [(1, true), (8, true), (9, false)] {
            for result in try await outcomes(String(repeating: interim, count: count) + last) {
                #expect(((try? result.get()) != nil) == isAnswer, "\(count): \(result)")
            }
        }
        try await HostileServer.serve { url in
            let failure = try await #require(throws: TransportFailure.self) { try await send("GET", "\(url)/interim") }
            #expect(failure.kind == .lost)
            #expect(failure.failure.message.contains("interim"))
        }
    }

    @Test func `Answers with mistakes by chance end nothing`() async throws {
        let answers = [
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"roleList\":[{}]}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n2;a=b\r\n{\"\r\n5\r\na\":1}\r\n0\r\nX: 1\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\nrest",
            "HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nDate: Sat, 21 Nov 2026 00:00:00 GMT\r\n\r\n",
        ].map { Array($0.utf8) }
        let pieces = ["\r\n", "\r\n\r\n", "HTTP/1.1 ", "000", "099", "101", "chunked", ": ", "-1", "ffffffff", "\u{0}"]
            .map { Array($0.utf8) }
        let seed = UInt64.random(in: 0...UInt64.max)
        let chance = SeededGenerator(seed)
        try await HostileServer.serve { url in
            try await LiveTransport.with(Self.patient) { transport in
                for number in 0..<TestRunLength.count(300, long: 20_000) {
                    var bytes = chance.pick(answers)
                    for _ in 0...chance.number(under: 4) {
                        let location = chance.number(under: bytes.count + 1)
                        switch chance.number(under: 4) {
                        case 0 where location < bytes.count: bytes[location] = UInt8(chance.number(under: 256))
                        case 1 where location < bytes.count:
                            bytes.removeSubrange(location..<min(bytes.count, location + 1 + chance.number(under: 12)))
                        case 2: bytes.insert(contentsOf: chance.pick(pieces), at: location)
                        default: bytes.insert(contentsOf: chance.pick(answers).prefix(40), at: location)
                        }
                    }
                    let manner = chance.pick(["whole", "whole", "bytes"])
                    let request = HTTPRequest(
                        chance.pick(["GET", "POST", "HEAD"]), url + HostileServer.path(bytes, manner: manner))
                    do throws(TransportFailure) {
                        let response = try await transport.send(request)
                        #expect(response.status >= 100, "seed \(seed), answer \(number)")
                    } catch {
                        #expect(error.failure.status == .unavailable, "seed \(seed), answer \(number): \(error)")
                        #expect(error.failure.location == .url(request.url), "seed \(seed), answer \(number)")
                    }
                }
            }
        }
    }
}
