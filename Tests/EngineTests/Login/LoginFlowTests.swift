import Engine
import SystemKit
import TestSupport
import Testing

struct LoginFlowTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var session = SSOSession.corp
        var usesDeviceCode = false
        var port: Int?
        var variables: [String] = []
        var needsDisplay = true
        var flow: LoginFlow

        var testDescription: String { name }
    }

    @Test(arguments: [
        Row(name: "Linux with X", variables: ["DISPLAY=:0"], flow: .browser),
        Row(name: "Linux with Wayland", variables: ["WAYLAND_DISPLAY=wayland-0"], flow: .browser),
        Row(name: "Linux without a display", flow: .deviceCode),
        Row(name: "Linux with an empty display", variables: ["DISPLAY="], flow: .deviceCode),
        Row(name: "macOS", needsDisplay: false, flow: .browser),
        Row(name: "macOS over SSH", variables: ["SSH_CONNECTION=x"], needsDisplay: false, flow: .deviceCode),
        Row(name: "SSH with X forwarded", variables: ["SSH_TTY=/dev/pts/1", "DISPLAY=:10"], flow: .deviceCode),
        Row(name: "SSH_CLIENT", variables: ["SSH_CLIENT=x", "DISPLAY=:0"], flow: .deviceCode),
        Row(name: "an empty SSH_CLIENT", variables: ["SSH_CLIENT=", "DISPLAY=:0"], flow: .browser),
        Row(name: "BROWSER without a display", variables: ["BROWSER=w3m"], flow: .browser),
        Row(name: "BROWSER over SSH", variables: ["BROWSER=w3m", "SSH_TTY=x"], flow: .browser),
        Row(name: "an empty BROWSER", variables: ["BROWSER="], flow: .deviceCode),
        Row(name: "a container with a display", variables: ["DISPLAY=:0", "container=docker"], flow: .browser),
        Row(name: "a port, over SSH", port: 8765, variables: ["SSH_TTY=x"], flow: .browser),
        Row(name: "a port, without a display", port: 8765, flow: .browser),
        Row(name: "typed device code", usesDeviceCode: true, variables: ["DISPLAY=:0"], flow: .deviceCode),
        Row(name: "typed device code with BROWSER", usesDeviceCode: true, variables: ["BROWSER=x"], flow: .deviceCode),
        Row(name: "legacy", session: .legacy, variables: ["DISPLAY=:0", "BROWSER=x"], flow: .deviceCode),
        Row(name: "legacy on macOS", session: .legacy, needsDisplay: false, flow: .deviceCode),
        Row(name: "legacy with a port", session: .legacy, port: 8765, flow: .browser),
    ])
    func `Which flow by itself`(row: Row) {
        let flow = LoginFlow.choose(
            for: row.session, usesDeviceCode: row.usesDeviceCode, typedPort: row.port,
            environment: Environment(blocks: row.variables.map { Array($0.utf8) }), needsDisplay: row.needsDisplay)
        #expect(flow == row.flow)
    }
}
