using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.SqlServer
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
                    Account = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Commodity = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PostedMinor = table.Column<long>(type: "bigint", nullable: false),
                    HeldMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_balances", x => new { x.Account, x.Commodity });
                    table.CheckConstraint("CK_wallet_balances_available", "\"PostedMinor\" - \"HeldMinor\" >= 0");
                    table.CheckConstraint("CK_wallet_balances_held", "\"HeldMinor\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "wallet_bank_answers",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FileId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Format = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Lines = table.Column<int>(type: "int", nullable: false),
                    LinesDone = table.Column<int>(type: "int", nullable: false),
                    SealedContent = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    ImportedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ImportedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_bank_answers", x => x.Sequence);
                    table.UniqueConstraint("AK_wallet_bank_answers_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_covers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClientId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Account = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    Commodity = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Fund = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: true),
                    PriceCurrency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: true, collation: "Latin1_General_100_BIN2"),
                    BuyerCountry = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true, collation: "Latin1_General_100_BIN2"),
                    BuyerVatNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PeriodEndsAt = table.Column<long>(type: "bigint", nullable: true),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Attempt = table.Column<int>(type: "int", nullable: false),
                    ReservedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    OwnerKnown = table.Column<bool>(type: "bit", nullable: false),
                    JournalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_covers", x => x.Id);
                    table.CheckConstraint("CK_wallet_covers_buyer", "\"Fund\" IS NULL OR \"BuyerCountry\" IS NOT NULL");
                });

            migrationBuilder.CreateTable(
                name: "wallet_credit_orders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Account = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Commodity = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Units = table.Column<long>(type: "bigint", nullable: false),
                    TakesBack = table.Column<bool>(type: "bit", nullable: false),
                    OrderedAt = table.Column<long>(type: "bigint", nullable: false),
                    JournalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_credit_orders", x => x.Id);
                    table.CheckConstraint("CK_wallet_credit_orders_units", "\"Units\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "wallet_credit_periods",
                columns: table => new
                {
                    Account = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Commodity = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartsAt = table.Column<long>(type: "bigint", nullable: false),
                    EndsAt = table.Column<long>(type: "bigint", nullable: false),
                    Allotted = table.Column<long>(type: "bigint", nullable: false),
                    Cap = table.Column<long>(type: "bigint", nullable: false),
                    CarriedOver = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_credit_periods", x => new { x.Account, x.Commodity });
                    table.CheckConstraint("CK_wallet_credit_periods_counts", "\"Allotted\" >= 0 AND \"Cap\" >= 0 AND \"CarriedOver\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_answers",
                columns: table => new
                {
                    Key = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RequestHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<int>(type: "int", nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_answers", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_behaviour",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Settings = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_behaviour", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_deliveries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    EventId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ObjectId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Payload = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Tries = table.Column<int>(type: "int", nullable: false),
                    NextTryAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_deliveries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_intents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CaptureMethod = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClientSecret = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Metadata = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    ReturnUrl = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PaymentMethod = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ErrorCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DeclineCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Refunded = table.Column<long>(type: "bigint", nullable: false),
                    PayoutId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CaptureBeforeMicros = table.Column<long>(type: "bigint", nullable: true),
                    CancellationReason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SettlesAtMicros = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_intents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_payouts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_payouts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_refunds",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IntentId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_refunds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_earnings",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CoverId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BookingId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BookingNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ServiceName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PlatformSupplied = table.Column<bool>(type: "bit", nullable: false),
                    OutcomeRow = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    JournalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false),
                    CommissionNetMinor = table.Column<long>(type: "bigint", nullable: false),
                    CommissionVatMinor = table.Column<long>(type: "bigint", nullable: false),
                    ShareMinor = table.Column<long>(type: "bigint", nullable: false),
                    SaleTaxMinor = table.Column<long>(type: "bigint", nullable: false),
                    SuppliedAt = table.Column<long>(type: "bigint", nullable: false),
                    EarnedAt = table.Column<long>(type: "bigint", nullable: false),
                    AvailableAt = table.Column<long>(type: "bigint", nullable: false),
                    MaturedAt = table.Column<long>(type: "bigint", nullable: true),
                    AllocatedMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_earnings", x => x.Sequence);
                    table.CheckConstraint("CK_wallet_earnings_allocated", "\"AllocatedMinor\" >= 0 AND \"AllocatedMinor\" <= \"ShareMinor\"");
                });

            migrationBuilder.CreateTable(
                name: "wallet_idempotency",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Operation = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RequestHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Body = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    Refused = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "wallet_inbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Consumer = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WireName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Partition = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Payload = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Actor = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TraceParent = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Lane = table.Column<int>(type: "int", maxLength: 40, nullable: false),
                    SkipWhenDead = table.Column<bool>(type: "bit", nullable: false),
                    Tries = table.Column<int>(type: "int", nullable: false),
                    NextTryAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    CommittedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    DoneAtMicros = table.Column<long>(type: "bigint", nullable: true),
                    LastError = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Resolution = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "wallet_journals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ExternalId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BusinessAt = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BookingNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ReversesId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RecordedAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_journals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Holder = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ExpiresAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "wallet_outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WireName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Partition = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Payload = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Actor = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TraceParent = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CommittedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    Lane = table.Column<int>(type: "int", maxLength: 40, nullable: false),
                    DispatchedAtMicros = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "wallet_payee_details",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sealed = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Masked = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LastFour = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    FrozenUntil = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_payee_details", x => x.ProviderId);
                });

            migrationBuilder.CreateTable(
                name: "wallet_payout_batch_facts",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Step = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    By = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    WithdrawalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Detail = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_payout_batch_facts", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "wallet_payout_batches",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PayingAccount = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PayDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Count = table.Column<int>(type: "int", nullable: false),
                    TotalMinor = table.Column<long>(type: "bigint", nullable: false),
                    OpenCount = table.Column<int>(type: "int", nullable: false),
                    PreparedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PreparedAt = table.Column<long>(type: "bigint", nullable: false),
                    ReviewedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ApprovedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ApprovedAt = table.Column<long>(type: "bigint", nullable: true),
                    SealedOrder = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    OrderHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SentAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_payout_batches", x => x.Sequence);
                    table.UniqueConstraint("AK_wallet_payout_batches_Id", x => x.Id);
                    table.CheckConstraint("CK_wallet_payout_batches_approved", "\"State\" IN ('Gathered', 'Reviewed', 'Abandoned') OR (\"ApprovedBy\" IS NOT NULL AND \"ReviewedBy\" IS NOT NULL)");
                    table.CheckConstraint("CK_wallet_payout_batches_four_eyes", "\"ApprovedBy\" IS NULL OR (\"ApprovedBy\" <> \"PreparedBy\" AND \"ApprovedBy\" <> \"ReviewedBy\")");
                });

            migrationBuilder.CreateTable(
                name: "wallet_snapshots",
                columns: table => new
                {
                    Account = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Commodity = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ThroughSequence = table.Column<long>(type: "bigint", nullable: false),
                    BalanceMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_snapshots", x => new { x.Account, x.Commodity });
                });

            migrationBuilder.CreateTable(
                name: "wallet_strange_stripe_messages",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Length = table.Column<int>(type: "int", nullable: false),
                    Excerpt = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FirstAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    LastAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    Times = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_strange_stripe_messages", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "wallet_stripe_events",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ObjectId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ReceivedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    NextTryAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    Tries = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_stripe_events", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_top_ups",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ClientId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PaymentIntentId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FailureCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    JournalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CreatedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    NextCheckAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_top_ups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_withdrawables",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_withdrawables", x => new { x.ProviderId, x.Currency });
                    table.CheckConstraint("CK_wallet_withdrawables_floor", "\"AmountMinor\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "wallet_withdrawals",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Account = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reference = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    InvoiceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Mode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    ReceivedOn = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PayoutDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true, collation: "Latin1_General_100_BIN2"),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReturnReason = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_withdrawals", x => x.Sequence);
                    table.UniqueConstraint("AK_wallet_withdrawals_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_bank_answer_rows",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AnswerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Line = table.Column<int>(type: "int", nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Effect = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EndToEndId = table.Column<string>(type: "nvarchar(140)", maxLength: 140, nullable: true, collation: "Latin1_General_100_BIN2"),
                    MessageId = table.Column<string>(type: "nvarchar(140)", maxLength: 140, nullable: true, collation: "Latin1_General_100_BIN2"),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: true),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: true, collation: "Latin1_General_100_BIN2"),
                    BankReference = table.Column<string>(type: "nvarchar(140)", maxLength: 140, nullable: true, collation: "Latin1_General_100_BIN2"),
                    WithdrawalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
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
                name: "wallet_postings",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    JournalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Line = table.Column<int>(type: "int", nullable: false),
                    Account = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Commodity = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "wallet_bank_files",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Format = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SealedContent = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Length = table.Column<int>(type: "int", nullable: false),
                    StoredAt = table.Column<long>(type: "bigint", nullable: false)
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
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WithdrawalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EndToEndId = table.Column<string>(type: "nvarchar(35)", maxLength: 35, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reference = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SealedPayee = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    PayeeHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MaskedAccount = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true, collation: "Latin1_General_100_BIN2"),
                    AnswerDueAt = table.Column<long>(type: "bigint", nullable: true),
                    LeftAt = table.Column<long>(type: "bigint", nullable: true),
                    SentJournalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SettledJournalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReturnedJournalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "wallet_received_invoices",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WithdrawalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IssuedOn = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReasonCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_received_invoices", x => x.Sequence);
                    table.UniqueConstraint("AK_wallet_received_invoices_Id", x => x.Id);
                    table.ForeignKey(
                        name: "FK_wallet_received_invoices_wallet_withdrawals_WithdrawalId",
                        column: x => x.WithdrawalId,
                        principalTable: "wallet_withdrawals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "wallet_withdrawal_allocations",
                columns: table => new
                {
                    WithdrawalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EarningSequence = table.Column<long>(type: "bigint", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    PlatformSupplied = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_withdrawal_allocations", x => new { x.WithdrawalId, x.EarningSequence });
                    table.ForeignKey(
                        name: "FK_wallet_withdrawal_allocations_wallet_withdrawals_WithdrawalId",
                        column: x => x.WithdrawalId,
                        principalTable: "wallet_withdrawals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "wallet_invoice_papers",
                columns: table => new
                {
                    InvoiceId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SealedPdf = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_invoice_papers", x => x.InvoiceId);
                    table.ForeignKey(
                        name: "FK_wallet_invoice_papers_wallet_received_invoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "wallet_received_invoices",
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
                name: "IX_wallet_covers_Account_State",
                table: "wallet_covers",
                columns: new[] { "Account", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_covers_Fund_State",
                table: "wallet_covers",
                columns: new[] { "Fund", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_covers_State_ExpiresAt",
                table: "wallet_covers",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_credit_orders_Account_Commodity",
                table: "wallet_credit_orders",
                columns: new[] { "Account", "Commodity" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_credit_orders_JournalId",
                table: "wallet_credit_orders",
                column: "JournalId",
                unique: true,
                filter: "[JournalId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_dev_stripe_deliveries_State_NextTryAtMicros",
                table: "wallet_dev_stripe_deliveries",
                columns: new[] { "State", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_dev_stripe_intents_CaptureBeforeMicros",
                table: "wallet_dev_stripe_intents",
                column: "CaptureBeforeMicros");

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
                name: "IX_wallet_earnings_MaturedAt_AvailableAt",
                table: "wallet_earnings",
                columns: new[] { "MaturedAt", "AvailableAt" });

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
                name: "IX_wallet_inbox_State_Lane_NextTryAtMicros",
                table: "wallet_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_journals_ReversesId",
                table: "wallet_journals",
                column: "ReversesId",
                unique: true,
                filter: "[ReversesId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_journals_Source_ExternalId",
                table: "wallet_journals",
                columns: new[] { "Source", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_outbox_DispatchedAtMicros_Lane",
                table: "wallet_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

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
                name: "IX_wallet_received_invoices_ProviderId_Number",
                table: "wallet_received_invoices",
                columns: new[] { "ProviderId", "Number" },
                unique: true,
                filter: "\"State\" <> 'Rejected'");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_received_invoices_State_Sequence",
                table: "wallet_received_invoices",
                columns: new[] { "State", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_received_invoices_WithdrawalId",
                table: "wallet_received_invoices",
                column: "WithdrawalId",
                unique: true,
                filter: "\"State\" <> 'Rejected'");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_strange_stripe_messages_Sha256",
                table: "wallet_strange_stripe_messages",
                column: "Sha256",
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

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawal_allocations_EarningSequence",
                table: "wallet_withdrawal_allocations",
                column: "EarningSequence");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawals_Account_State",
                table: "wallet_withdrawals",
                columns: new[] { "Account", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawals_BatchId",
                table: "wallet_withdrawals",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawals_ProviderId_Sequence",
                table: "wallet_withdrawals",
                columns: new[] { "ProviderId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawals_Reference",
                table: "wallet_withdrawals",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawals_State_PayoutDate",
                table: "wallet_withdrawals",
                columns: new[] { "State", "PayoutDate" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_balances");

            migrationBuilder.DropTable(
                name: "wallet_bank_answer_rows");

            migrationBuilder.DropTable(
                name: "wallet_bank_files");

            migrationBuilder.DropTable(
                name: "wallet_covers");

            migrationBuilder.DropTable(
                name: "wallet_credit_orders");

            migrationBuilder.DropTable(
                name: "wallet_credit_periods");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_answers");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_behaviour");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_deliveries");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_intents");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_payouts");

            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_refunds");

            migrationBuilder.DropTable(
                name: "wallet_earnings");

            migrationBuilder.DropTable(
                name: "wallet_idempotency");

            migrationBuilder.DropTable(
                name: "wallet_inbox");

            migrationBuilder.DropTable(
                name: "wallet_invoice_papers");

            migrationBuilder.DropTable(
                name: "wallet_leases");

            migrationBuilder.DropTable(
                name: "wallet_outbox");

            migrationBuilder.DropTable(
                name: "wallet_payee_details");

            migrationBuilder.DropTable(
                name: "wallet_payout_batch_facts");

            migrationBuilder.DropTable(
                name: "wallet_payouts");

            migrationBuilder.DropTable(
                name: "wallet_postings");

            migrationBuilder.DropTable(
                name: "wallet_snapshots");

            migrationBuilder.DropTable(
                name: "wallet_strange_stripe_messages");

            migrationBuilder.DropTable(
                name: "wallet_stripe_events");

            migrationBuilder.DropTable(
                name: "wallet_top_ups");

            migrationBuilder.DropTable(
                name: "wallet_withdrawables");

            migrationBuilder.DropTable(
                name: "wallet_withdrawal_allocations");

            migrationBuilder.DropTable(
                name: "wallet_bank_answers");

            migrationBuilder.DropTable(
                name: "wallet_received_invoices");

            migrationBuilder.DropTable(
                name: "wallet_payout_batches");

            migrationBuilder.DropTable(
                name: "wallet_journals");

            migrationBuilder.DropTable(
                name: "wallet_withdrawals");
        }
    }
}
