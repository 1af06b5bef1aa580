using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Domain.BankDetails;
using Telehealth.Wallet.Gateways.Stripe.Development;

namespace Telehealth.Wallet.Persistence;

internal abstract class WalletDbContext(DbContextOptions options) : ModuleDbContext(options, "wallet")
{
    public DbSet<Journal> Journals => Set<Journal>();

    public DbSet<Posting> Postings => Set<Posting>();

    public DbSet<Balance> Balances => Set<Balance>();

    public DbSet<TailSnapshot> Snapshots => Set<TailSnapshot>();

    public DbSet<Cover> Covers => Set<Cover>();

    public DbSet<CreditOrder> CreditOrders => Set<CreditOrder>();

    public DbSet<CreditPeriod> CreditPeriods => Set<CreditPeriod>();

    public DbSet<EarningLine> Earnings => Set<EarningLine>();

    public DbSet<Withdrawable> Withdrawables => Set<Withdrawable>();

    public DbSet<Withdrawal> Withdrawals => Set<Withdrawal>();

    public DbSet<WithdrawalAllocation> Allocations => Set<WithdrawalAllocation>();

    public DbSet<PayoutBatch> PayoutBatches => Set<PayoutBatch>();

    public DbSet<Payout> Payouts => Set<Payout>();

    public DbSet<BatchFact> BatchFacts => Set<BatchFact>();

    public DbSet<BankFile> BankFiles => Set<BankFile>();

    public DbSet<BankAnswer> BankAnswers => Set<BankAnswer>();

    public DbSet<BankAnswerRow> BankAnswerRows => Set<BankAnswerRow>();

    public DbSet<PayeeDetails> PayeeDetails => Set<PayeeDetails>();

    public DbSet<ReceivedInvoice> ReceivedInvoices => Set<ReceivedInvoice>();

    public DbSet<InvoicePaper> InvoicePapers => Set<InvoicePaper>();

    public DbSet<TopUp> TopUps => Set<TopUp>();

    public DbSet<StripeEvent> StripeEvents => Set<StripeEvent>();

    public DbSet<StrangeStripeMessage> StrangeStripeMessages => Set<StrangeStripeMessage>();

    protected override void Map(ModelBuilder model)
    {
        LedgerMapping.Map(model, Engine);
        CoverMapping.Map(model, Engine);
        FundMapping.Map(model, Engine);
        WithdrawalMapping.Map(model, Engine);
        PayoutMapping.Map(model, Engine);
        PayeeDetailsMapping.Map(model, Engine);
        InvoiceMapping.Map(model, Engine);
        TopUpMapping.Map(model, Engine);
        DevStripeMapping.Map(model, Engine);
    }
}
