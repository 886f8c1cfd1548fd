import Foundation
import TestSupport

/// A program of other people's that tells as whom it acts: each prints the ARN of STS's GetCallerIdentity.
enum RealClient: String, CaseIterable, Sendable {
    /// boto3.
    case python
    /// Debian's AWS CLI.
    case aws
    #if os(Linux)
        /// Debian's AWS SDK for Go, version 2.
        case go
    #endif

    /// The words that start it; what is no program by itself is written into the HOME.
    func words(in home: EndToEndHome) async throws -> [String] {
        switch self {
        case .python:
            try home.write(
                "import boto3\nprint(boto3.client(\"sts\").get_caller_identity()[\"Arn\"])\n", to: "who.py")
            return [try await Boto3Python.path(), "\(home.path)/who.py"]
        case .aws: return ["/usr/bin/aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text"]
        #if os(Linux)
            case .go: return [try await Self.builtGoProgram.value]
        #endif
        }
    }

    #if os(Linux)
        /// Where the Go program is, which is built once for all tests.
        private static let builtGoProgram = Task {
            let folder = try Workspace.shared.folder("go")
            try Data(goProgram.utf8).write(to: URL(fileURLWithPath: "\(folder)/main.go"))
            let build = try await Program.run(
                "/usr/bin/go", ["build", "-o", "\(folder)/who", "\(folder)/main.go"],
                environment: Program.environment(
                    home: folder,
                    [
                        "GOPATH": "/usr/share/gocode", "GO111MODULE": "off", "GOCACHE": "\(folder)/cache",
                        "GOTOOLCHAIN": "local",
                    ]), folder: folder, limit: .seconds(300))
            guard build.status == 0 else {
                throw Workspace.Broken("no Go program; shell/needs /usr/bin/go aws-sdk-go-v2 may help: \(build)")
            }
            return "\(folder)/who"
        }

        /// That version of the SDK knows no variable for the endpoint, and signs for the region that it is told.
        private static let goProgram = """
            package main

            import (
            \t"context"
            \t"fmt"
            \t"os"

            \t"github.com/aws/aws-sdk-go-v2/aws"
            \t"github.com/aws/aws-sdk-go-v2/config"
            \t"github.com/aws/aws-sdk-go-v2/service/sts"
            )

            func main() {
            \tplace := func(service, region string, _ ...interface{}) (aws.Endpoint, error) {
            \t\treturn aws.Endpoint{URL: os.Getenv("AWSX_SANDBOX_URL"), SigningRegion: region}, nil
            \t}
            \tsettings, err := config.LoadDefaultConfig(context.Background(),
            \t\tconfig.WithEndpointResolverWithOptions(aws.EndpointResolverWithOptionsFunc(place)))
            \tif err == nil {
            \t\tvar who *sts.GetCallerIdentityOutput
            \t\twho, err = sts.NewFromConfig(settings).GetCallerIdentity(context.Background(), nil)
            \t\tif err == nil {
            \t\t\tfmt.Println(*who.Arn)
            \t\t\treturn
            \t\t}
            \t}
            \tfmt.Fprintln(os.Stderr, err)
            \tos.Exit(1)
            }

            """
    #endif
}
