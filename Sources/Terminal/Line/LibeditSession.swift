import CEditline
import Engine
import SystemKit

/// One line edited by libedit, whose keys come from `TerminalEvents`, so that another size, a pause and the end of this
/// process are noticed while it waits.
///
/// libedit calls back into it through its client data; it lives on one thread.
@safe final class LibeditSession {
    private let device: TerminalDevice
    private let events: TerminalEvents
    private let question: LineQuestion
    private let editor: OpaquePointer
    private let history: OpaquePointer?
    private let prompt: UnsafeMutablePointer<wchar_t>
    private var typed = ScalarDecoder()
    private var ending: LineOutcome?

    /// - Parameter isWide: whether text that is not ASCII can be shown.
    init?(_ device: TerminalDevice, _ events: TerminalEvents, _ question: LineQuestion, past: [String], isWide: Bool) {
        guard
            let editor = unsafe awsx_el_begin("awsx", device.inputNumber, device.outputNumber)
        else { return nil }
        self.device = device
        self.events = events
        self.question = question
        unsafe self.editor = editor
        unsafe history = history_winit()
        // In an encoding without these characters a prompt that holds them would end the process.
        let shown = isWide ? question.prompt : String(question.prompt.map { $0.isASCII ? $0 : "?" })
        unsafe prompt = WideCharacterString.allocate(shown)
        unsafe awsx_el_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
        unsafe awsx_el_ignore_signals(editor)
        unsafe awsx_el_take_signal_keys(editor)
        unsafe awsx_el_set_editor(editor, "emacs")
        unsafe awsx_el_set_prompt(editor) { unsafe LibeditSession.of($0)?.prompt }
        unsafe awsx_el_set_reader(editor) { unsafe LibeditSession.of($0)?.read($1) ?? -1 }
        if let history = unsafe history {
            unsafe awsx_history_begin(history, Int32(LineHistory.limit))
            for line in past {
                let text = unsafe WideCharacterString.allocate(line)
                unsafe awsx_history_add(history, text)
                unsafe text.deallocate()
            }
            unsafe awsx_el_set_history(editor, history)
        }
        bindKeys()
    }

    deinit {
        unsafe awsx_el_end(editor)
        if let history = unsafe history { unsafe history_wend(history) }
        unsafe prompt.deallocate()
    }

    private func bindKeys() {
        unsafe awsx_el_add(editor, "awsx-complete", "Complete") { editor, _ in
            unsafe LibeditSession.of(editor)?.complete() ?? UInt8(CC_ERROR)
        }
        unsafe awsx_el_add(editor, "awsx-interrupt", "Give up") { editor, _ in
            unsafe LibeditSession.of(editor)?.end(.interrupted) ?? UInt8(CC_EOF)
        }
        unsafe awsx_el_add(editor, "awsx-stop", "Pause") { editor, _ in
            unsafe LibeditSession.of(editor)?.stop() ?? UInt8(CC_ERROR)
        }
        // What most people's fingers know; their own file may say otherwise.
        unsafe awsx_el_bind(editor, "^R", "em-inc-search-prev")
        unsafe awsx_el_bind(editor, "^W", "ed-delete-prev-word")
        unsafe awsx_el_bind(editor, "\\e[3~", "ed-delete-next-char")
        unsafe el_source(editor, nil)
        unsafe awsx_el_bind(editor, "^I", "awsx-complete")
        for (key, command) in [("^C", "awsx-interrupt"), ("^Z", "awsx-stop")] {
            unsafe awsx_el_bind(editor, key, command)
            unsafe awsx_el_bind_command_mode(editor, key, command)
        }
    }

    /// Reads the line. The terminal is as before afterwards.
    func run() -> LineOutcome {
        // Before the prompt is shown, which libedit would do first: whoever sees it may press Ctrl-C or Ctrl-D.
        takeTerminal()
        if !question.initial.isEmpty {
            let initial = unsafe WideCharacterString.allocate(question.initial)
            unsafe el_wpush(editor, initial)
            unsafe initial.deallocate()
        }
        var count: Int32 = 0
        let line = unsafe el_wgets(editor, &count)
        if let ending {
            device.write("\n")
            return ending
        }
        guard let line = unsafe line, count > 0 else {
            device.write("\n")
            return .ended
        }
        var text = unsafe WideCharacterString.text(UnsafeBufferPointer(start: line, count: Int(count)))
        while text.last?.isNewline == true { text.removeLast() }
        return .line(text)
    }

    // MARK: What libedit calls

    private static func of(_ editor: OpaquePointer?) -> LibeditSession? {
        guard let editor = unsafe editor, let owner = unsafe awsx_el_owner(editor) else { return nil }
        return unsafe Unmanaged<LibeditSession>.fromOpaque(owner).takeUnretainedValue()
    }

    private func end(_ outcome: LineOutcome) -> UInt8 {
        ending = outcome
        return UInt8(CC_EOF)
    }

    private func stop() -> UInt8 {
        unsafe awsx_el_prepare(editor, 0)
        events.stop()
        takeTerminal()
        unsafe el_resize(editor)
        return UInt8(CC_REDISPLAY)
    }

    private func takeTerminal() {
        events.awaitForeground()
        // libedit takes what it believes to have for granted, whatever happened during a pause.
        unsafe awsx_el_prepare(editor, 0)
        unsafe awsx_el_prepare(editor, 1)
        events.tookOver()
    }

    /// The next character: 1, 0 at the end, -1 to give up.
    private func read(_ character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        while true {
            if let scalar = typed.next() {
                unsafe character?.pointee = wchar_t(bitPattern: scalar.value)
                return 1
            }
            switch events.next() {
            case .typed(let bytes): typed.append(bytes)
            case .resized:
                unsafe el_resize(editor)
                unsafe awsx_el_redraw(editor)
            case .stopRequested:
                _ = stop()
                unsafe awsx_el_redraw(editor)
            case .continued:
                takeTerminal()
                unsafe awsx_el_redraw(editor)
            case .quiet: continue
            case .cancelled:
                ending = .interrupted
                return -1
            case .ended: return 0
            }
        }
    }

    private func complete() -> UInt8 {
        guard let line = unsafe el_wline(editor)?.pointee, let start = unsafe line.buffer else {
            return UInt8(CC_ERROR)
        }
        let length = unsafe line.cursor - start
        let before = unsafe WideCharacterString.text(UnsafeBufferPointer(start: start, count: length))
        switch Completion.of(question.complete(before), before: before) {
        case .nothing: return UInt8(CC_REFRESH_BEEP)
        case .text(let text):
            unsafe el_deletestr(editor, Int32(length))
            let wide = unsafe WideCharacterString.allocate(text)
            unsafe el_winsertstr(editor, wide)
            unsafe wide.deallocate()
            return UInt8(CC_REFRESH)
        case .list(let words):
            let width = device.size.columns
            let lines = Completion.columns(words.map { TerminalSafe.text($0) }, width: width)
            device.write("\n" + lines.joined(separator: "\n") + "\n")
            return UInt8(CC_REDISPLAY)
        }
    }
}
