import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

#if os(Linux)
    /// skopeo, which nobody here wrote, pushes to and pulls from Debian's registry with the password that awsx gives.
    ///
    /// The registry's host has ECR's name, which a private `/etc/hosts` leads to this machine: a mount namespace of its own,
    /// for which no root is needed where the kernel lets users make namespaces.
    @Suite struct RegistryPullTests {
        private static let host = "111111111111.dkr.ecr.us-east-1.amazonaws.com"

        /// An image of one layer in an OCI layout, by the words of its specification.
        private static let image = #"""
            import hashlib, io, json, os, sys, tarfile
            root = sys.argv[1]
            os.makedirs(root + "/blobs/sha256")
            def blob(data, kind):
                digest = hashlib.sha256(data).hexdigest()
                open(f"{root}/blobs/sha256/{digest}", "wb").write(data)
                return {"mediaType": "application/vnd.oci.image." + kind, "digest": "sha256:" + digest, "size": len(data)}
            file = io.BytesIO()
            with tarfile.open(fileobj=file, mode="w") as tar:
                info = tarfile.TarInfo("hello"); info.size = 5
                tar.addfile(info, io.BytesIO(b"hello"))
            layer = blob(file.getvalue(), "layer.v1.tar")
            config = blob(json.dumps({"architecture": "amd64", "os": "linux", "config": {},
                "rootfs": {"type": "layers", "diff_ids": [layer["digest"]]}}).encode(), "config.v1+json")
            manifest = blob(json.dumps({"schemaVersion": 2, "config": config, "layers": [layer],
                "mediaType": "application/vnd.oci.image.manifest.v1+json"}).encode(), "manifest.v1+json")
            json.dump({"schemaVersion": 2, "manifests": [manifest]}, open(root + "/index.json", "w"))
            json.dump({"imageLayoutVersion": "1.0.0"}, open(root + "/oci-layout", "w"))
            """#

        @Test func `an image goes to a registry and back`() async throws {
            try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
                try await home.signIn()
                let port = try FreePort().number
                let registry = "\(Self.host):\(port)"
                #expect(try await home.awsx("ecr", "configure", Self.host).status == 0)
                // Docker's config names hosts with their ports.
                try home.write(#"{"credHelpers": {"\#(registry)": "awsx"}}"#, to: ".docker/config.json")
                let helper = try InstallPrefix.shared.get().dockerCredentialHelper
                let given = try await Program.run(
                    helper, ["get"], environment: home.environment, input: "\(registry)\n", folder: home.path)
                let password = try #require(given.json?["Secret"]?.string, "\(given)")
                let hashed = try await Program.run(
                    "/usr/bin/htpasswd", ["-niB", "AWS"], environment: home.environment, input: "\(password)\n")
                #expect(hashed.status == 0, "\(hashed)")
                try home.write(hashed.output, to: "htpasswd")
                try home.write(
                    """
                    version: 0.1
                    storage: {filesystem: {rootdirectory: '\(home.path)/registry'}}
                    http: {addr: '127.0.0.1:\(port)', secret: x}
                    auth: {htpasswd: {realm: registry, path: '\(home.path)/htpasswd'}}
                    log: {level: warn}
                    """, to: "registry.yml")
                let server = try RunningProgram(
                    "/usr/bin/docker-registry",
                    words: ["docker-registry", "serve", "\(home.path)/registry.yml"].map { Array($0.utf8) },
                    environment: Program.environment(),
                    streams: [.nothing, .file("\(home.path)/registry.out"), .file("\(home.path)/registry.log")])
                defer { server.sendAll(signal: 9) }
                try await eventually("the registry listens") {
                    (try? RawConnection.exchange(
                        port: port, "GET /v2/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))?.contains(" 401 ")
                        == true
                }
                try home.write(Self.image, to: "image.py")
                try home.write("127.0.0.1 localhost \(Self.host)\n", to: "hosts", mode: 0o644)
                let pulled = try await home.shell(
                    """
                    set -eu
                    python3 image.py image
                    cat > inside <<'END'
                    mount --bind "$HOME/hosts" /etc/hosts
                    skopeo copy -q --insecure-policy --dest-tls-verify=false oci:image docker://\(registry)/hello:1
                    skopeo copy -q --insecure-policy --src-tls-verify=false docker://\(registry)/hello:1 dir:pulled
                    skopeo --insecure-policy inspect --no-creds --tls-verify=false docker://\(registry)/hello:1 \
                        && exit 9 || true
                    END
                    unshare --map-root-user --mount sh -eu inside
                    """, setting: ["REGISTRY_AUTH_FILE": "\(home.path)/.docker/config.json"])
                let log = (try? home.read("registry.log")) ?? ""
                #expect(pulled.status == 0, "\(pulled) \(log)")
                #expect(home.list("pulled").contains("manifest.json"), "\(home.list("pulled"))")
                #expect(pulled.error.contains("401") || pulled.error.contains("authentication required"), "\(pulled)")
                #expect(try sandbox.counts()["GetAuthorizationToken"] == 1)
            }
        }
    }
#endif
