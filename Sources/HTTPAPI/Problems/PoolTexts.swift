/// What is said of households and companies: English, simplified and traditional Chinese side by side, as
/// ``ErrorCode/texts``.
enum PoolTexts {
  static let poolNotFound = (
    "No such shared wallet; GET /v1/shared-wallets lists them.",
    "没有这个共享钱包，请在 GET /v1/shared-wallets 查看。",
    "沒有這個共享錢包，請於 GET /v1/shared-wallets 查看。"
  )
}
