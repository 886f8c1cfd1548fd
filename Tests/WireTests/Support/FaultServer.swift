import TestSupport
import Wire

/// An HTTP server in Python that answers as its paths say: rightly, wrongly, late or never; also a CONNECT proxy.
enum FaultServer {
    /// Serves plain HTTP.
    static func serve<Answer: Sendable>(_ body: (_ port: Int) async throws -> Answer) async throws -> Answer {
        try await PythonScript.serve(script, body)
    }

    /// Serves HTTPS with a certificate of its own for localhost, which the body gets as PEM.
    static func serveTLS<Answer: Sendable>(
        _ body: (_ port: Int, _ certificate: String) async throws -> Answer
    ) async throws -> Answer {
        let pair = try await PythonScript.run(makeCertificate).split(separator: "=====\n").map(String.init)
        return try await PythonScript.serve(script, arguments: pair) { port in try await body(port, pair[1]) }
    }

    /// What the server of a port was asked so far, one request line a line, with the proxy's password.
    static func log(_ port: Int) throws -> String {
        try RawConnection.exchange(port: port, "GET /log HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    }

    private static let makeCertificate = """
        import os, subprocess, tempfile
        with tempfile.TemporaryDirectory() as folder:
            key, certificate = os.path.join(folder, 'key'), os.path.join(folder, 'certificate')
            subprocess.run(
                ['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost',
                 '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate],
                check=True, capture_output=True)
            print(open(key).read() + '=====\\n' + open(certificate).read(), end='')
        """

    private static let script = #"""
        import json, os, select, socket, ssl, struct, sys, tempfile, threading, time
        context = None
        if len(sys.argv) == 3:
            with tempfile.TemporaryDirectory() as folder:
                key, certificate = os.path.join(folder, 'key'), os.path.join(folder, 'certificate')
                open(key, 'w').write(sys.argv[1])
                open(certificate, 'w').write(sys.argv[2])
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate, key)
        log, counts = [], {}

        def answer(c, body, status='200 OK', extra=''):
            if isinstance(body, str):
                body = body.encode()
            c.sendall(f'HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n'
                      f'Date: Sat, 21 Nov 2026 00:00:00 GMT\r\n{extra}\r\n'.encode() + body)

        def pump(a, b):
            try:
                while data := a.recv(65536):
                    b.sendall(data)
            except OSError:
                pass
            for s in (a, b):
                try:
                    s.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

        def handle(c):
            if context:
                c = context.wrap_socket(c, server_side=True)
            f = c.makefile('rb')
            while line := f.readline():
                method, target, _ = line.decode().split()
                headers = {}
                while (field := f.readline().decode().strip()):
                    name, value = field.split(':', 1)
                    headers[name.lower()] = value.strip()
                body = f.read(int(headers.get('content-length', 0)))
                if target != '/log':
                    log.append(f"{method} {target} {headers.get('proxy-authorization', '-')}")
                if method == 'CONNECT':
                    if counts.get('locked') and 'proxy-authorization' not in headers:
                        return answer(c, '', '407 Proxy Authentication Required')
                    host, port = target.rsplit(':', 1)
                    other = socket.create_connection(('127.0.0.1', int(port)))
                    c.sendall(b'HTTP/1.1 200 OK\r\n\r\n')
                    threading.Thread(target=pump, args=(other, c), daemon=True).start()
                    return pump(c, other)
                path = target.split('?')[0]
                if path == '/lock':
                    counts['locked'] = True
                    answer(c, 'locked')
                elif path == '/log':
                    return answer(c, '\n'.join(log))
                elif path == '/no-goodbye':
                    answer(c, 'answered')
                    poll = select.poll()
                    poll.register(c, select.POLLRDHUP)
                    poll.poll(60000)
                    log.append('the client closed')
                    return
                elif path == '/echo':
                    answer(c, json.dumps({'method': method, 'target': target, 'headers': headers, 'body': body.decode()}))
                elif path == '/redirect':
                    answer(c, '', '302 Found', 'Location: /echo\r\n')
                elif path == '/flaky':
                    counts['flaky'] = counts.get('flaky', 0) + 1
                    if counts['flaky'] < 3:
                        answer(c, 'later', '503 Service Unavailable', 'Retry-After: 9\r\n')
                    else:
                        answer(c, '{"accountList":[]}')
                elif path == '/reset':
                    c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                    return
                elif path == '/close':
                    return
                elif path == '/silent':
                    time.sleep(60)
                elif path == '/stall':
                    c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')
                    time.sleep(60)
                elif path == '/truncated':
                    c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')
                    return
                elif path == '/cut-chunks':
                    c.sendall(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')
                    return
                elif path == '/garbage':
                    c.sendall(b'SSH-2.0-OpenSSH_9.2\r\n\r\n')
                    return
                elif path == '/full':
                    answer(c, b'x' * (4 << 20))
                elif path == '/huge':
                    answer(c, b'x' * ((4 << 20) + 1))
                elif path == '/endless':
                    c.sendall(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
                    while True:
                        c.sendall(b'10000\r\n' + b'x' * 65536 + b'\r\n')
                elif path == '/drip':
                    c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n')
                    while True:
                        c.sendall(b'x')
                        time.sleep(0.02)
                elif path == '/headers':
                    while True:
                        c.sendall(b'X-Filler: ' + b'a' * 1000 + b'\r\n')
                else:
                    answer(c, 'fine')

        def guarded(c):
            try:
                handle(c)
            except (OSError, ValueError):
                pass
            finally:
                c.close()

        """# + PythonScript.acceptLoop
}
