import Coalition

// Every call of the API on one page, in the order of the document.
extension Operation<Coalition> {
  static var all: [Operation] {
    [
      // Members
      createMember, findMembers, readMember, memberWallets,
      // Transactions
      createTransaction,
    ]
  }
}
