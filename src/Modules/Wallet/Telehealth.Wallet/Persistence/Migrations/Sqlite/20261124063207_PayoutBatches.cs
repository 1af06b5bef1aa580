using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PayoutBatches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "wallet_bank_answers",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Format = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    SealedContent = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ImportedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false, collation: "BINARY"),
                    ImportedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_bank_answers", x => x.Sequence);
                    table.UniqueConstraint("AK_wallet_bank_answers_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_payout_batch_facts",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false, collation: "BINARY"),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_payout_batch_facts", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "wallet_payout_batches",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PayingAccount = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    PayDate = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    TotalMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenCount = table.Column<int>(type: "INTEGER", nullable: false),
                    PreparedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    PreparedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReviewedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApprovedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SealedOrder = table.Column<byte[]>(type: "BLOB", nullable: true),
                    OrderHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true, collation: "BINARY"),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_payout_batches", x => x.Sequence);
                    table.UniqueConstraint("AK_wallet_payout_batches_Id", x => x.Id);
                    table.CheckConstraint("CK_wallet_payout_batches_approved", "\"State\" IN ('Gathered', 'Reviewed', 'Abandoned') OR (\"ApprovedBy\" IS NOT NULL AND \"ReviewedBy\" IS NOT NULL)");
                    table.CheckConstraint("CK_wallet_payout_batches_four_eyes", "\"ApprovedBy\" IS NULL OR (\"ApprovedBy\" <> \"PreparedBy\" AND \"ApprovedBy\" <> \"ReviewedBy\")");
                });

            migrationBuilder.CreateTable(
                name: "wallet_bank_answer_rows",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AnswerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true, collation: "BINARY"),
                    Effect = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EndToEndId = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    MessageId = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true, collation: "BINARY"),
                    BankReference = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    WithdrawalId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_bank_answer_rows", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_wallet_bank_answer_rows_wallet_bank_answers_AnswerId",
                        column: x => x.AnswerId,
                        principalTable: "wallet_bank_answers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "wallet_bank_files",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, collation: "BINARY"),
                    SealedContent = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Length = table.Column<int>(type: "INTEGER", nullable: false),
                    StoredAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_bank_files", x => x.BatchId);
                    table.ForeignKey(
                        name: "FK_wallet_bank_files_wallet_payout_batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "wallet_payout_batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "wallet_payouts",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WithdrawalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EndToEndId = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false, collation: "BINARY"),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false, collation: "BINARY"),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    SealedPayee = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PayeeHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    MaskedAccount = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true, collation: "BINARY"),
                    AnswerDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SentJournalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SettledJournalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReturnedJournalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_payouts", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_wallet_payouts_wallet_payout_batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "wallet_payout_batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_wallet_payouts_wallet_withdrawals_WithdrawalId",
                        column: x => x.WithdrawalId,
                        principalTable: "wallet_withdrawals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_bank_answer_rows_AnswerId_Sequence",
                table: "wallet_bank_answer_rows",
                columns: new[] { "AnswerId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_bank_answer_rows_Effect_Sequence",
                table: "wallet_bank_answer_rows",
                columns: new[] { "Effect", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_bank_answers_FileId",
                table: "wallet_bank_answers",
                column: "FileId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_bank_answers_Sha256",
                table: "wallet_bank_answers",
                column: "Sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_payout_batch_facts_BatchId_Sequence",
                table: "wallet_payout_batch_facts",
                columns: new[] { "BatchId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_payout_batches_one_open",
                table: "wallet_payout_batches",
                column: "PayingAccount",
                unique: true,
                filter: "\"State\" IN ('Gathered', 'Reviewed')");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_payouts_BatchId_WithdrawalId",
                table: "wallet_payouts",
                columns: new[] { "BatchId", "WithdrawalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_payouts_EndToEndId",
                table: "wallet_payouts",
                column: "EndToEndId",
                unique: true,
                filter: "\"LeftAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_payouts_Outcome_AnswerDueAt",
                table: "wallet_payouts",
                columns: new[] { "Outcome", "AnswerDueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_payouts_WithdrawalId",
                table: "wallet_payouts",
                column: "WithdrawalId",
                unique: true,
                filter: "\"LeftAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_bank_answer_rows");

            migrationBuilder.DropTable(
                name: "wallet_bank_files");

            migrationBuilder.DropTable(
                name: "wallet_payout_batch_facts");

            migrationBuilder.DropTable(
                name: "wallet_payouts");

            migrationBuilder.DropTable(
                name: "wallet_bank_answers");

            migrationBuilder.DropTable(
                name: "wallet_payout_batches");
        }
    }
}
