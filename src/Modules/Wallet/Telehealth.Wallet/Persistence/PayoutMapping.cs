using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Persistence;

internal static class PayoutMapping
{
    private const int Hash = 64;

    public static void Map(ModelBuilder model, Engine engine)
    {
        Batches(model, engine);
        Payouts(model, engine);
        Kept(model, engine);
        Answers(model, engine);
    }

    private static void Batches(ModelBuilder model, Engine engine)
    {
        model.Entity<PayoutBatch>(row =>
        {
            row.ToTable(
                "wallet_payout_batches",
                table =>
                {
                    // Four eyes, whatever a handler forgets.
                    table.HasCheckConstraint(
                        "CK_wallet_payout_batches_four_eyes",
                        "\"ApprovedBy\" IS NULL OR "
                            + "(\"ApprovedBy\" <> \"PreparedBy\" AND \"ApprovedBy\" <> \"ReviewedBy\")"
                    );
                    table.HasCheckConstraint(
                        "CK_wallet_payout_batches_approved",
                        "\"State\" IN ('Gathered', 'Reviewed', 'Abandoned') "
                            + "OR (\"ApprovedBy\" IS NOT NULL AND \"ReviewedBy\" IS NOT NULL)"
                    );
                }
            );
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasAlternateKey(x => x.Id);
            row.Property(x => x.PayingAccount).IsExactText(engine, 40);
            row.Property(x => x.Currency).IsExactText(engine, LedgerMapping.CommodityLength);
            row.Property(x => x.OrderHash!).IsExactText(engine, Hash);
            row.Ignore(x => x.Total).Ignore(x => x.MessageId);
            row.HasIndex(x => x.PayingAccount)
                .IsUnique()
                .HasDatabaseName("IX_wallet_payout_batches_one_open")
                .HasFilter("\"State\" IN ('Gathered', 'Reviewed')");
        });
    }

    private static void Payouts(ModelBuilder model, Engine engine)
    {
        model.Entity<Payout>(row =>
        {
            row.ToTable("wallet_payouts");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.Property(x => x.EndToEndId).IsExactText(engine, 35);
            row.Property(x => x.Reference).IsExactText(engine, 18);
            row.Property(x => x.Currency).IsExactText(engine, LedgerMapping.CommodityLength);
            row.Property(x => x.PayeeHash).IsExactText(engine, Hash);
            row.Property(x => x.MaskedAccount).HasMaxLength(60);
            row.Property(x => x.Reason!).IsExactText(engine, 10);
            row.Ignore(x => x.Amount).Ignore(x => x.IsFinal);
            // A withdrawal is in one batch at a time, and its id at the bank is used once.
            row.HasIndex(x => x.WithdrawalId).IsUnique().HasFilter("\"LeftAt\" IS NULL");
            row.HasIndex(x => x.EndToEndId).IsUnique().HasFilter("\"LeftAt\" IS NULL");
            row.HasIndex(x => new { x.BatchId, x.WithdrawalId }).IsUnique();
            row.HasIndex(x => new { x.Outcome, x.AnswerDueAt });
            row.HasOne<PayoutBatch>()
                .WithMany()
                .HasForeignKey(x => x.BatchId)
                .HasPrincipalKey(x => x.Id)
                .OnDelete(DeleteBehavior.Restrict);
            row.HasOne<Withdrawal>()
                .WithMany()
                .HasForeignKey(x => x.WithdrawalId)
                .HasPrincipalKey(x => x.Id)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }

    /// <summary>What is written once and kept: who did what, and the bank's file.</summary>
    private static void Kept(ModelBuilder model, Engine engine)
    {
        model.Entity<BatchFact>(row =>
        {
            row.ToTable("wallet_payout_batch_facts");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.Property(x => x.By).IsExactText(engine, 120);
            row.Property(x => x.Detail).HasMaxLength(500);
            row.HasIndex(x => new { x.BatchId, x.Sequence });
        });
        model.Entity<BankFile>(row =>
        {
            // One file for a batch, for ever: the key refuses a second, whatever bytes it has.
            row.ToTable("wallet_bank_files");
            row.HasKey(x => x.BatchId);
            row.Property(x => x.BatchId).ValueGeneratedNever();
            row.Property(x => x.Format).IsExactText(engine, 20);
            row.Property(x => x.Sha256).IsExactText(engine, Hash);
            row.HasOne<PayoutBatch>()
                .WithMany()
                .HasForeignKey(x => x.BatchId)
                .HasPrincipalKey(x => x.Id)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void Answers(ModelBuilder model, Engine engine)
    {
        model.Entity<BankAnswer>(row =>
        {
            row.ToTable("wallet_bank_answers");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasAlternateKey(x => x.Id);
            row.Property(x => x.FileId).IsExactText(engine, 100);
            row.Property(x => x.Format).IsExactText(engine, 40);
            row.Property(x => x.Sha256).IsExactText(engine, Hash);
            row.Property(x => x.ImportedBy).IsExactText(engine, 120);
            row.HasIndex(x => x.FileId).IsUnique();
            row.HasIndex(x => x.Sha256).IsUnique();
        });
        model.Entity<BankAnswerRow>(row =>
        {
            row.ToTable("wallet_bank_answer_rows");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.Property(x => x.Reason!).IsExactText(engine, 10);
            row.Property(x => x.EndToEndId!).HasMaxLength(140);
            row.Property(x => x.MessageId!).HasMaxLength(140);
            row.Property(x => x.BankReference!).HasMaxLength(140);
            row.Property(x => x.Currency!).IsExactText(engine, LedgerMapping.CommodityLength);
            row.HasIndex(x => new { x.AnswerId, x.Sequence });
            row.HasIndex(x => new { x.Effect, x.Sequence });
            row.HasOne<BankAnswer>()
                .WithMany()
                .HasForeignKey(x => x.AnswerId)
                .HasPrincipalKey(x => x.Id)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }
}
