using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "wallet_balances",
                columns: table => new
                {
                    Account = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Commodity = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    PostedMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    HeldMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_balances", x => new { x.Account, x.Commodity });
                    table.CheckConstraint("CK_wallet_balances_available", "\"PostedMinor\" - \"HeldMinor\" >= 0");
                    table.CheckConstraint("CK_wallet_balances_held", "\"HeldMinor\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "wallet_covers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    ReservedAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    OwnerKnown = table.Column<bool>(type: "INTEGER", nullable: false),
                    JournalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_covers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_answers",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false, collation: "BINARY"),
                    RequestHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_answers", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_behaviour",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_behaviour", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_deliveries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EventId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    IntentId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_deliveries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_intents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false, collation: "BINARY"),
                    CaptureMethod = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, collation: "BINARY"),
                    ClientSecret = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    Metadata = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    ReturnUrl = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    PaymentMethod = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true, collation: "BINARY"),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    ErrorCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true, collation: "BINARY"),
                    DeclineCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true, collation: "BINARY"),
                    Refunded = table.Column<long>(type: "INTEGER", nullable: false),
                    SettlesAtMicros = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_intents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_refunds",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    IntentId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_refunds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_earnings",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CoverId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BookingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BookingNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    JournalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    CommissionNetMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    CommissionVatMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    ShareMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    SuppliedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EarnedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_earnings", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "wallet_idempotency",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Operation = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    RequestHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: true),
                    Refused = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "wallet_inbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Consumer = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WireName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Partition = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false, collation: "BINARY"),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    TraceParent = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SkipWhenDead = table.Column<bool>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    CommittedAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneAtMicros = table.Column<long>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Resolution = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "wallet_journals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    ExternalId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    BusinessAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    BookingNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    ReversesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordedAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_journals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    ExpiresAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "wallet_outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WireName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Partition = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false, collation: "BINARY"),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    TraceParent = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    CommittedAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    DispatchedAtMicros = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "wallet_snapshots",
                columns: table => new
                {
                    Account = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Commodity = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    ThroughSequence = table.Column<long>(type: "INTEGER", nullable: false),
                    BalanceMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_snapshots", x => new { x.Account, x.Commodity });
                });

            migrationBuilder.CreateTable(
                name: "wallet_stripe_events",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false, collation: "BINARY"),
                    Type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    PaymentIntentId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true, collation: "BINARY"),
                    ReceivedAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    NextTryAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_stripe_events", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_top_ups",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    PaymentIntentId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FailureCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    JournalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    NextCheckAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_top_ups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_postings",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    JournalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Commodity = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_postings", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_wallet_postings_wallet_journals_JournalId",
                        column: x => x.JournalId,
                        principalTable: "wallet_journals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_covers_Account_State",
                table: "wallet_covers",
                columns: new[] { "Account", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_covers_State_ExpiresAt",
                table: "wallet_covers",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_dev_stripe_deliveries_State_NextTryAtMicros",
                table: "wallet_dev_stripe_deliveries",
                columns: new[] { "State", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_dev_stripe_intents_SettlesAtMicros",
                table: "wallet_dev_stripe_intents",
                column: "SettlesAtMicros");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_earnings_CoverId",
                table: "wallet_earnings",
                column: "CoverId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_earnings_ProviderId_Sequence",
                table: "wallet_earnings",
                columns: new[] { "ProviderId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_idempotency_CreatedAtMicros",
                table: "wallet_idempotency",
                column: "CreatedAtMicros");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_inbox_Consumer_EventId",
                table: "wallet_inbox",
                columns: new[] { "Consumer", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_inbox_Consumer_Partition_Version_Ordinal",
                table: "wallet_inbox",
                columns: new[] { "Consumer", "Partition", "Version", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_inbox_State_NextTryAtMicros",
                table: "wallet_inbox",
                columns: new[] { "State", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_journals_ReversesId",
                table: "wallet_journals",
                column: "ReversesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_journals_Source_ExternalId",
                table: "wallet_journals",
                columns: new[] { "Source", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_outbox_DispatchedAtMicros_Sequence",
                table: "wallet_outbox",
                columns: new[] { "DispatchedAtMicros", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_outbox_EventId",
                table: "wallet_outbox",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_postings_Account_Commodity_Sequence",
                table: "wallet_postings",
                columns: new[] { "Account", "Commodity", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_postings_JournalId_Line",
                table: "wallet_postings",
                columns: new[] { "JournalId", "Line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_stripe_events_State_NextTryAtMicros",
                table: "wallet_stripe_events",
                columns: new[] { "State", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_top_ups_PaymentIntentId",
                table: "wallet_top_ups",
                column: "PaymentIntentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_top_ups_Status_NextCheckAtMicros",
                table: "wallet_top_ups",
                columns: new[] { "Status", "NextCheckAtMicros" });

            LedgerGuards.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_balances");

            migrationBuilder.DropTable(
                name: "wallet_covers");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_answers");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_behaviour");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_deliveries");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_intents");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_refunds");

            migrationBuilder.DropTable(
                name: "wallet_earnings");

            migrationBuilder.DropTable(
                name: "wallet_idempotency");

            migrationBuilder.DropTable(
                name: "wallet_inbox");

            migrationBuilder.DropTable(
                name: "wallet_leases");

            migrationBuilder.DropTable(
                name: "wallet_outbox");

            migrationBuilder.DropTable(
                name: "wallet_postings");

            migrationBuilder.DropTable(
                name: "wallet_snapshots");

            migrationBuilder.DropTable(
                name: "wallet_stripe_events");

            migrationBuilder.DropTable(
                name: "wallet_top_ups");

            migrationBuilder.DropTable(
                name: "wallet_journals");
        }
    }
}
