internal import Ledger
package import LedgerStore
package import Logging
package import Loyalty
package import Storage

/// What the platform does: a value with its dependencies; each operation is an extension method in a file of
/// its own.
package struct Coalition: Sendable {
  package let database: any Database
  package let ledger: any LedgerDoor & TransactionSearch
  package let clock: PlatformClock
  package let ids: IDSource
  package let publicIDs: PublicIDs
  package let settings: CoalitionSettings
  package let secrets: CoalitionSecrets
  /// Hands one-time codes to whatever delivers them.
  package let codeSink: CodeSink
  /// Who carries messages to members.
  package let messageSink: MessageSink
  /// Who carries events to webhooks.
  package let webhookSink: WebhookSink
  package let keyCache: APIKeyCache
  package let signingKeyCache: SigningKeyCache
  package let nonces: NonceBook
  package let directoryCache: DirectoryCache
  package let posTerminalCache: POSTerminalCache
  /// Refunds by money of one original: what each gives back rests on those before.
  let moneyReturnTurns = Turns<TransactionID>()
  /// Passwords that are hashed and checked; a process has one coalition, so its limit is the process's.
  let passwordGate = PasswordGate()
  /// A member's tries of a PIN.
  let pinTurns = Turns<MemberID>()
  /// A device's proofs that the member is there.
  let proofTurns = Turns<MemberSessionID>()
  /// A person's tries of a second factor.
  let factorTurns = Turns<OperatorID>()
  /// Simulations of rules: each reads the whole journal, so a server makes one at a time.
  let simulationTurns = Turns<RuleSimulation.Turn>()
  /// Wrong passwords of devices that nobody knows, at the members' door and at the staff's.
  let memberStrangers: StrangerBudget
  let staffStrangers: StrangerBudget
  /// Refused requests, for the log.
  let refusals = RefusalCounts()
  /// Steps of projections over the journal.
  let followTurns = FollowTurns()
  package let planted = PlantedTill()
  package let logger: Logger

  package init(
    database: any Database, ledger: any LedgerDoor & TransactionSearch, clock: PlatformClock = .system,
    ids: IDSource,
    settings: CoalitionSettings = CoalitionSettings(), secrets: CoalitionSecrets,
    codeSink: CodeSink = .discarding, messageSink: MessageSink = .none,
    webhookSink: WebhookSink = .none,
    logger: Logger = Logger(label: "tongbao.coalition")
  ) {
    self.database = database
    self.ledger = ledger
    self.clock = clock
    self.ids = ids
    self.publicIDs = PublicIDs(key: secrets.publicIDKey)
    self.settings = settings
    self.secrets = secrets
    self.codeSink = codeSink
    self.messageSink = messageSink
    self.webhookSink = webhookSink
    self.keyCache = APIKeyCache()
    self.signingKeyCache = SigningKeyCache()
    self.nonces = NonceBook(database)
    self.directoryCache = DirectoryCache(isAlone: database.dialect == .sqlite)
    self.posTerminalCache = POSTerminalCache()
    self.memberStrangers = StrangerBudget(perMinute: settings.strangersPerMinute)
    self.staffStrangers = StrangerBudget(perMinute: settings.strangersPerMinute)
    self.logger = logger
  }

  /// How many passwords were hashed or checked: an answer that took another number of them than the next
  /// one would tell by its time what it does not say.
  package func passwordRuns() async -> Int { await passwordGate.runs }
}

/// What the operator chooses for the whole platform.
package struct CoalitionSettings: Sendable {
  package var calendar: BusinessCalendar
  /// Digits of a country put before phone numbers that are given without one, as "86".
  package var countryCode: String
  /// Whether keys of this platform say `live` or `test`.
  package var environment: KeyEnvironment
  /// How long a proposal waits for its reviewer, in seconds.
  package var approvalSeconds: Int64
  package var session: SessionLife
  /// Whether the operator's own people must have a second factor (TOTP).
  package var isSecondFactorRequired: Bool
  /// What authenticators call the platform.
  package var issuer: String
  /// Where people open it, for links in letters, without a slash at the end; empty where nobody said.
  package var publicAddress: String
  /// Whether webhooks may go to plain http and to private networks: for a demonstration and for tests.
  package var allowsLocalWebhooks = false
  /// Whether business days are closed only where somebody runs the clearing, and never by the clock.
  package var closesDaysByHand = false
  /// How much of the time sweeps over many wallets take beside payments, as when points run out: 1 to 100
  /// hundredths, and all of it with 100.
  package var sweepPercent = 25
  /// How many wrong passwords a minute a server judges for devices that it does not know, at each door.
  package var strangersPerMinute: Int
  /// Which passwords are too easy to guess.
  package var passwords = PasswordRules()
  /// Where files that people take away lie until they end; nil where none are made.
  package var exportFolder: String?

  package init(
    calendar: BusinessCalendar = BusinessCalendar(), countryCode: String = "86",
    environment: KeyEnvironment = .live, approvalSeconds: Int64 = 7 * 86_400,
    session: SessionLife = SessionLife(), isSecondFactorRequired: Bool = false, issuer: String = "Tongbao",
    publicAddress: String = "", strangersPerMinute: Int = 100
  ) {
    self.calendar = calendar
    self.countryCode = countryCode
    self.environment = environment
    self.approvalSeconds = approvalSeconds
    self.session = session
    self.isSecondFactorRequired = isSecondFactorRequired
    self.issuer = issuer
    self.publicAddress = publicAddress
    self.strangersPerMinute = strangersPerMinute
  }
}

/// How long a signed-in person stays so, in seconds.
package struct SessionLife: Sendable {
  /// Without a request: 15 minutes (OWASP ASVS 5.0, 7.3.1).
  package var idleSeconds: Int64 = 15 * 60
  /// The same at a seat, which stands open to whoever passes by: five minutes, then the PIN again.
  package var seatIdleSeconds: Int64 = 5 * 60
  /// Whatever happens: 12 hours (7.3.2).
  package var absoluteSeconds: Int64 = 12 * 3_600

  package init() {}

  func idleSeconds(at face: Face) -> Int64 { face == .seat ? seatIdleSeconds : idleSeconds }
}
