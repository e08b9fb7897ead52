// swift-tools-version: 6.2
import PackageDescription

// Strict everywhere, see docs/architecture.md: the compiler is the first reviewer.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

// What a server in production has no use for is left out of it: made-up data, load, terminals to try with
// (docs/guide/operators.md). The library targets are the same.
let isProduction = Context.environment["TONGBAO_PRODUCTION"] == "1"
let forTrying = [
  "Bench", "Demo", "POS", "Simulation", "Commands/BenchCommand.swift", "Commands/SimulateCommand.swift",
]

let package = Package(
  name: "tongbao",
  products: [.executable(name: "tongbao", targets: ["tongbao"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Pure: no I/O, no clock, no randomness.
    .target(name: "Ledger", swiftSettings: strict),
    .target(name: "Loyalty", dependencies: ["Ledger"], swiftSettings: strict),
    .target(name: "ISO8583", swiftSettings: strict),

    // Cryptography and text of terminals.
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "TerminalCrypto", dependencies: ["CCrypto"], swiftSettings: strict),
    .target(name: "TerminalText", swiftSettings: strict),
    .target(
      name: "PointsTerminal", dependencies: ["ISO8583", "TerminalCrypto"], swiftSettings: strict),

    // Databases.
    .systemLibrary(
      name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "PostgresClient", dependencies: ["CPostgres"], swiftSettings: strict),
    .target(
      name: "Storage",
      dependencies: ["PostgresClient", .product(name: "GRDB", package: "GRDB.swift")],
      resources: [.copy("Migrations")],
      swiftSettings: strict),
    .target(
      name: "LedgerStore",
      dependencies: [
        "Ledger", "Storage",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // What the platform does.
    .systemLibrary(
      name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
    .systemLibrary(name: "CZxcvbn", providers: [.apt(["libzxcvbn-dev"])]),
    .target(
      name: "Coalition",
      dependencies: [
        "CArgon2", "CZlib", "CZxcvbn", "Ledger", "LedgerStore", "Loyalty", "Storage", "TerminalCrypto",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // Edges.
    .target(
      name: "HTTPAPI",
      dependencies: [
        "Coalition", "Ledger", "LedgerStore", "Loyalty",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .target(
      name: "POSGateway",
      dependencies: [
        "Coalition", "ISO8583", "Ledger", "Loyalty", "TerminalCrypto", "TerminalText",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .systemLibrary(
      name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Consoles",
      dependencies: [
        "CQRencode", "CZlib", "Coalition", "Ledger", "LedgerStore", "Loyalty", "TerminalText",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      resources: [.copy("Assets"), .copy("Text")],
      swiftSettings: strict),
    .executableTarget(
      name: "tongbao",
      dependencies: [
        "Coalition", "Consoles", "HTTPAPI", "ISO8583", "Ledger", "LedgerStore", "Loyalty", "POSGateway",
        "PointsTerminal", "Storage", "TerminalCrypto", "TerminalText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      exclude: isProduction ? forTrying : [],
      swiftSettings: strict + (isProduction ? [.define("PRODUCTION")] : [])),

    // What tests share: a fresh database a test, on every engine.
    .target(
      name: "DatabaseTesting", dependencies: ["PostgresClient", "Storage"],
      path: "Tests/DatabaseTesting", swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger"], swiftSettings: strict),
    .testTarget(name: "LoyaltyTests", dependencies: ["Ledger", "Loyalty"], swiftSettings: strict),
    .testTarget(name: "ISO8583Tests", dependencies: ["ISO8583"], swiftSettings: strict),
    .testTarget(name: "TerminalCryptoTests", dependencies: ["TerminalCrypto"], swiftSettings: strict),
    .testTarget(
      name: "PointsTerminalTests", dependencies: ["ISO8583", "PointsTerminal", "TerminalCrypto"],
      swiftSettings: strict),
    .testTarget(name: "TerminalTextTests", dependencies: ["TerminalText"], swiftSettings: strict),
    .testTarget(
      name: "StorageTests", dependencies: ["DatabaseTesting", "PostgresClient", "Storage"],
      swiftSettings: strict),
    .testTarget(
      name: "LedgerStoreTests",
      dependencies: [
        "DatabaseTesting", "Ledger", "LedgerStore", "Storage",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CoalitionTests",
      dependencies: ["Coalition", "DatabaseTesting", "Ledger", "LedgerStore", "Loyalty", "Storage"],
      swiftSettings: strict),
    .testTarget(
      name: "HTTPAPITests",
      dependencies: [
        "Coalition", "DatabaseTesting", "HTTPAPI", "Ledger", "LedgerStore", "Loyalty", "Storage",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ConsolesTests",
      dependencies: [
        "Coalition", "Consoles", "DatabaseTesting", "Ledger", "LedgerStore", "Loyalty", "Storage",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "POSGatewayTests",
      dependencies: [
        "Coalition", "DatabaseTesting", "ISO8583", "Ledger", "LedgerStore", "Loyalty", "POSGateway",
        "Storage",
        "TerminalCrypto",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
  ]
)
