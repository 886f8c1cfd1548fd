/// Opens an address in the user's browser; false if nothing could be started.
package struct Browser: Sendable {
    package let open: @Sendable (_ url: String) -> Bool

    package init(open: @escaping @Sendable (_ url: String) -> Bool) { self.open = open }
}
