/// An HTTP server in Python that says whatever its paths ask for: `/raw/MANNER/HEX` are the very bytes of the answer, sent
/// at once (`whole`) or one by one (`bytes`), and then the end of the connection; `/interim` is 103 for ever, `/pages` and
/// `/empty` are lists of the access portal that never end, with and without entries. What a client appends to these paths
/// is not looked at.
package enum HostileServer {
    /// Lends the address of one, such as `http://127.0.0.1:4711`.
    package static func serve<Answer: Sendable>(_ body: (_ url: String) async throws -> Answer) async throws
        -> Answer
    {
        try await PythonScript.serve(script) { try await body("http://127.0.0.1:\($0)") }
    }

    /// The path that has some bytes answered.
    package static func path(_ bytes: [UInt8], manner: String = "whole") -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "/raw/\(manner)/\(String(decoding: hex, as: UTF8.self))"
    }

    private static let script = #"""
        import json, os, socket, sys, threading
        def answer(c, text):
            c.sendall(f'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(text)}\r\n\r\n{text}'.encode())

        def handle(c):
            f, page = c.makefile('rb'), 0
            while line := f.readline():
                length = 0
                while (field := f.readline()) not in (b'\r\n', b''):
                    if field.lower().startswith(b'content-length:'):
                        length = int(field.split(b':')[1])
                f.read(length)
                parts = line.split()[1].decode().strip('/').split('/')
                page += 1
                token = f'{threading.get_ident()}-{page}'
                if parts[0] == 'raw':
                    data = bytes.fromhex(parts[2].split('?')[0]) if len(parts) > 2 else b''
                    c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    for piece in [data] if parts[1] == 'whole' else [data[i:i + 1] for i in range(len(data))]:
                        c.sendall(piece)
                    return
                elif parts[0] == 'interim':
                    while True:
                        c.sendall(b'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n')
                elif parts[0] == 'pages':
                    accounts = [{'accountId': f'{page * 100 + n:012}', 'accountName': 'n' * 40} for n in range(100)]
                    answer(c, json.dumps({'accountList': accounts, 'nextToken': token}))
                else:
                    answer(c, json.dumps({'accountList': [], 'nextToken': token}))

        def guarded(c):
            try:
                handle(c)
                c.shutdown(socket.SHUT_WR)
                while c.recv(65536):
                    pass
            except (OSError, ValueError):
                pass
            finally:
                c.close()

        """# + PythonScript.acceptLoop
}
