import Sandbox

await SandboxCommand.runMain()
