import Testing

@testable import Plugins

@Suite struct ExecInfoTests {
    private static let group = "client.authentication.k8s.io"

    @Test(arguments: ["v1", "v1beta1"])
    func `The version that is asked for is answered`(version: String) {
        let info = ExecInfo(#"{"apiVersion": "\#(Self.group)/\#(version)", "kind": "ExecCredential"}"#)
        #expect(info.apiVersion == "\(Self.group)/\(version)")
        #expect(info.remark == nil)
    }

    @Test func `An old version is answered with a remark`() {
        let info = ExecInfo(#"{"apiVersion": "\#(Self.group)/v1alpha1"}"#)
        #expect(info.apiVersion == "\(Self.group)/v1alpha1")
        #expect(info.remark != nil)
    }

    @Test(arguments: ["", "{", "[]", #"{"apiVersion": "v7"}"#, #"{"apiVersion": 1}"#])
    func `What can't be understood is answered with v1beta1 and a remark`(text: String) {
        let info = ExecInfo(text)
        #expect(info.apiVersion == "\(Self.group)/v1beta1")
        #expect(info.remark != nil)
    }

    @Test func `Without the variable nothing is said`() {
        #expect(ExecInfo(nil).apiVersion == "\(Self.group)/v1beta1")
        #expect(ExecInfo(nil).remark == nil)
        #expect(ExecInfo(nil).mayAsk)
    }

    @Test func `kubectl says whether a person may be asked`() {
        #expect(!ExecInfo(#"{"apiVersion": "\#(Self.group)/v1", "spec": {"interactive": false}}"#).mayAsk)
        #expect(ExecInfo(#"{"apiVersion": "\#(Self.group)/v1", "spec": {"interactive": true}}"#).mayAsk)
    }
}
