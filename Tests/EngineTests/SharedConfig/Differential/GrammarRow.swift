/// What the files of the differential test are made of: every rule of <doc:ConfigurationFiles>, each to be met often
/// enough.
enum GrammarRow: String, CaseIterable, Hashable {
    // 1.2, in the order of its rules.
    case lineFeed, carriageReturn, lineFeedAndCarriageReturn, mixedLineEnds, noFinalLineEnd
    case hashComment, semicolonComment, indentedComment, inlineComment
    case textAfterHeader, bracketInHeader, emptyHeader, unclosedHeader, unclosedHeaderWithDelimiter
    case blanksInBrackets
    case equalsSign, colon, bothDelimiters, upperCaseKey, wideUpperCaseKey, keyWithBlanks, wideSpaceAroundValue
    case quotedValue, percentAndDollar
    case emptyValue, noDelimiter, noKey
    case continuation, blankInValue, commentInValue, indentedFirstOption, equalIndentation, lessIndentation
    case wideIndentation, swallowedHeader, indentedHeaderAtStart
    case duplicateSection, duplicateKey, duplicateKeyInOtherCase
    case propertyBeforeHeader, byteOrderMark
    case defaults, defaultsTwice, defaultsInMixedCase
    case block, blankInBlock, repeatInBlock, hashInBlock, caseInBlock, colonInBlock, oddLineEndInBlock,
        blockWithoutEquals
    // 1.3.
    case plainProfile, defaultProfile, profileDefault, session, services, otherSection, namelessSection
    case doubleQuotedName, singleQuotedName, escapedName, emptyName, tabInHeader, twoBlanksInHeader
    case threeWords, oneWord, unbalancedQuotes, prefixOnly, upperCaseWord, wideName, oddName
    case replacedByQuoted, replacedDefault, emptySection
    // 1.4.
    case credentialsName, profileWordInCredentials, overlay, credentialsOnly, sessionInCredentials
    case anyKeyInCredentials, defaultsInCredentials, blockOverText
    // Encoding.
    case wideText, undecodableValue, undecodableComment, nullCharacter
    case emptyFile, absentFile

    /// botocore refuses every file that holds it.
    var isRefused: Bool {
        switch self {
        case .emptyHeader, .unclosedHeader, .noDelimiter, .noKey, .duplicateSection, .duplicateKey,
            .duplicateKeyInOtherCase, .propertyBeforeHeader, .byteOrderMark, .blockWithoutEquals, .undecodableValue,
            .undecodableComment:
            true
        default: false
        }
    }
}
