using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "marketplace_booking_requests",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    CeilingMinor = table.Column<long>(type: "INTEGER", nullable: true),
                    Unanswered = table.Column<int>(type: "INTEGER", nullable: false),
                    ServiceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ServiceName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, collation: "BINARY"),
                    DurationMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    BufferBeforeMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    BufferAfterMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false, collation: "BINARY"),
                    CoverId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Funding = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Fund = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    BookedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true, collation: "BINARY"),
                    AtOnce = table.Column<bool>(type: "INTEGER", nullable: false),
                    CoverHeld = table.Column<bool>(type: "INTEGER", nullable: false),
                    HeldTime = table.Column<Guid>(type: "TEXT", nullable: true),
                    PolicyId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    PolicyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    ClientZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    ProviderZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    Deadline = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<byte[]>(type: "BLOB", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    AttemptTime = table.Column<long>(type: "INTEGER", nullable: true),
                    AttemptAtMicros = table.Column<long>(type: "INTEGER", nullable: true),
                    DeclineReason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_booking_requests", x => x.Sequence);
                    table.UniqueConstraint("AK_marketplace_booking_requests_Id", x => x.Id);
                    table.CheckConstraint("CK_marketplace_booking_requests_ceiling", "\"CeilingMinor\" IS NULL OR \"PriceMinor\" <= \"CeilingMinor\"");
                });

            migrationBuilder.CreateTable(
                name: "marketplace_bookings",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false, collation: "BINARY"),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServiceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ServiceName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, collation: "BINARY"),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ProviderZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    ClientZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false, collation: "BINARY"),
                    CoverId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Funding = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    BookedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true, collation: "BINARY"),
                    PolicyId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    PolicyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CancelledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CancelledBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    CancelReason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    KeepBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    KeptMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedUp = table.Column<bool>(type: "INTEGER", nullable: false),
                    FlaggedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_bookings", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_calendars",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TimeZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    Plan = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MaterialisedUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_calendars", x => x.ProviderId);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_channel_access",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_channel_access", x => new { x.ProviderId, x.Channel });
                });

            migrationBuilder.CreateTable(
                name: "marketplace_channel_policies",
                columns: table => new
                {
                    PolicyId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    PolicyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    SupplyModel = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    CommissionBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    CommissionVatBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    CoverMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    JoinOpensMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    JoinClosesMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    MinimumElapsedPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    EarningDelayHours = table.Column<int>(type: "INTEGER", nullable: false),
                    LeadMinutes = table.Column<int>(type: "INTEGER", nullable: true),
                    FreeCancelMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    LateKeepBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    NoShowKeepBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    NoShowUsesUp = table.Column<bool>(type: "INTEGER", nullable: false),
                    NoShowCalls = table.Column<int>(type: "INTEGER", nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_channel_policies", x => new { x.PolicyId, x.PolicyVersion });
                });

            migrationBuilder.CreateTable(
                name: "marketplace_client_claims",
                columns: table => new
                {
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<long>(type: "INTEGER", nullable: false),
                    BookingId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_client_claims", x => new { x.ClientId, x.Step });
                });

            migrationBuilder.CreateTable(
                name: "marketplace_cover_claims",
                columns: table => new
                {
                    CoverId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Disowned = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_cover_claims", x => x.CoverId);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_idempotency",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Operation = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    RequestHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Body = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Refused = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_inbox",
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
                    Payload = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    TraceParent = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true, collation: "BINARY"),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Lane = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    SkipWhenDead = table.Column<bool>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    CommittedAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneAtMicros = table.Column<long>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true, collation: "BINARY"),
                    Resolution = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    ExpiresAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_open_intervals",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Modes = table.Column<int>(type: "INTEGER", nullable: false),
                    VisibilitySetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_open_intervals", x => new { x.ProviderId, x.StartsAt, x.VisibilitySetId, x.Modes });
                });

            migrationBuilder.CreateTable(
                name: "marketplace_outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WireName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Partition = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false, collation: "BINARY"),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    TraceParent = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true, collation: "BINARY"),
                    CommittedAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    Lane = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    DispatchedAtMicros = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_provider_photos",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_provider_photos", x => x.ProviderId);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_providers",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    SearchName = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false, collation: "BINARY"),
                    Bio = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    PrimaryCategory = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Qualifications = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    Jurisdictions = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    Modes = table.Column<int>(type: "INTEGER", nullable: false),
                    TimeZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    Gender = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true, collation: "BINARY"),
                    HasPhoto = table.Column<bool>(type: "INTEGER", nullable: false),
                    LegalName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false, collation: "BINARY"),
                    AddressLines = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    BillingCountry = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false, collation: "BINARY"),
                    VatNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true, collation: "BINARY"),
                    RegistrationBody = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true, collation: "BINARY"),
                    RegistrationNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    Completeness = table.Column<int>(type: "INTEGER", nullable: false),
                    HasEssentials = table.Column<bool>(type: "INTEGER", nullable: false),
                    RatingSum = table.Column<int>(type: "INTEGER", nullable: false),
                    RatingCount = table.Column<int>(type: "INTEGER", nullable: false),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Cleared = table.Column<bool>(type: "INTEGER", nullable: false),
                    ClearanceVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_providers", x => x.Sequence);
                    table.UniqueConstraint("AK_marketplace_providers_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_reviews",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BookingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rating = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedComment = table.Column<byte[]>(type: "BLOB", nullable: true),
                    GivenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SealedReply = table.Column<byte[]>(type: "BLOB", nullable: true),
                    RepliedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_reviews", x => x.Sequence);
                    table.CheckConstraint("CK_marketplace_reviews_rating", "\"Rating\" BETWEEN 1 AND 5");
                });

            migrationBuilder.CreateTable(
                name: "marketplace_services",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    Category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    PolicyId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    DurationMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    BufferBeforeMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    BufferAfterMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    MinLeadMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    HorizonDays = table.Column<int>(type: "INTEGER", nullable: false),
                    InstantBooking = table.Column<bool>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_services", x => x.Sequence);
                    table.UniqueConstraint("AK_marketplace_services_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_slot_claims",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<long>(type: "INTEGER", nullable: false),
                    BookingId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_slot_claims", x => new { x.ProviderId, x.Step });
                });

            migrationBuilder.CreateTable(
                name: "marketplace_time_holds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LapsesAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_time_holds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_visibility_channels",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_visibility_channels", x => new { x.ProviderId, x.SetId, x.Channel });
                });

            migrationBuilder.CreateTable(
                name: "marketplace_broadcast_candidates",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServiceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServiceName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    BufferBeforeMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    BufferAfterMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false, collation: "BINARY"),
                    PolicyId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    PolicyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    ProviderZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    DeclineReason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    DeclinedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_broadcast_candidates", x => new { x.RequestId, x.ProviderId });
                    table.ForeignKey(
                        name: "FK_marketplace_broadcast_candidates_marketplace_booking_requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "marketplace_booking_requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_requested_times",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_requested_times", x => new { x.RequestId, x.Position });
                    table.ForeignKey(
                        name: "FK_marketplace_requested_times_marketplace_booking_requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "marketplace_booking_requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_provider_tags",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, collation: "BINARY"),
                    Value = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_provider_tags", x => new { x.ProviderId, x.Kind, x.Value });
                    table.ForeignKey(
                        name: "FK_marketplace_provider_tags_marketplace_providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "marketplace_providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_service_prices",
                columns: table => new
                {
                    ServiceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mode = table.Column<int>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false, collation: "BINARY"),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_service_prices", x => new { x.ServiceId, x.Mode, x.Currency });
                    table.ForeignKey(
                        name: "FK_marketplace_service_prices_marketplace_services_ServiceId",
                        column: x => x.ServiceId,
                        principalTable: "marketplace_services",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_booking_requests_ClientId_Sequence",
                table: "marketplace_booking_requests",
                columns: new[] { "ClientId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_booking_requests_CoverId_Attempt",
                table: "marketplace_booking_requests",
                columns: new[] { "CoverId", "Attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_booking_requests_ProviderId_State_Sequence",
                table: "marketplace_booking_requests",
                columns: new[] { "ProviderId", "State", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_booking_requests_State_Deadline",
                table: "marketplace_booking_requests",
                columns: new[] { "State", "Deadline" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_bookings_ClientId_Sequence",
                table: "marketplace_bookings",
                columns: new[] { "ClientId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_bookings_CoverId",
                table: "marketplace_bookings",
                column: "CoverId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_bookings_Id",
                table: "marketplace_bookings",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_bookings_Number",
                table: "marketplace_bookings",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_bookings_ProviderId_Sequence",
                table: "marketplace_bookings",
                columns: new[] { "ProviderId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_broadcast_candidates_ProviderId_RequestId",
                table: "marketplace_broadcast_candidates",
                columns: new[] { "ProviderId", "RequestId" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_calendars_MaterialisedUntil",
                table: "marketplace_calendars",
                column: "MaterialisedUntil");

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_client_claims_BookingId",
                table: "marketplace_client_claims",
                column: "BookingId");

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_idempotency_CreatedAtMicros",
                table: "marketplace_idempotency",
                column: "CreatedAtMicros");

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_inbox_Consumer_EventId",
                table: "marketplace_inbox",
                columns: new[] { "Consumer", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_inbox_Consumer_Partition_Version_Ordinal",
                table: "marketplace_inbox",
                columns: new[] { "Consumer", "Partition", "Version", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_inbox_State_Lane_NextTryAtMicros",
                table: "marketplace_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_open_intervals_EndsAt_StartsAt",
                table: "marketplace_open_intervals",
                columns: new[] { "EndsAt", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_outbox_DispatchedAtMicros_Lane",
                table: "marketplace_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_outbox_DispatchedAtMicros_Sequence",
                table: "marketplace_outbox",
                columns: new[] { "DispatchedAtMicros", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_outbox_EventId",
                table: "marketplace_outbox",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_provider_tags_Kind_Value_ProviderId",
                table: "marketplace_provider_tags",
                columns: new[] { "Kind", "Value", "ProviderId" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_providers_Cleared_PrimaryCategory",
                table: "marketplace_providers",
                columns: new[] { "Cleared", "PrimaryCategory" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_reviews_BookingId",
                table: "marketplace_reviews",
                column: "BookingId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_reviews_ProviderId_Sequence",
                table: "marketplace_reviews",
                columns: new[] { "ProviderId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_service_prices_ProviderId",
                table: "marketplace_service_prices",
                column: "ProviderId");

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_services_ProviderId",
                table: "marketplace_services",
                column: "ProviderId");

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_slot_claims_BookingId",
                table: "marketplace_slot_claims",
                column: "BookingId");

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_time_holds_LapsesAt",
                table: "marketplace_time_holds",
                column: "LapsesAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "marketplace_bookings");

            migrationBuilder.DropTable(
                name: "marketplace_broadcast_candidates");

            migrationBuilder.DropTable(
                name: "marketplace_calendars");

            migrationBuilder.DropTable(
                name: "marketplace_channel_access");

            migrationBuilder.DropTable(
                name: "marketplace_channel_policies");

            migrationBuilder.DropTable(
                name: "marketplace_client_claims");

            migrationBuilder.DropTable(
                name: "marketplace_cover_claims");

            migrationBuilder.DropTable(
                name: "marketplace_idempotency");

            migrationBuilder.DropTable(
                name: "marketplace_inbox");

            migrationBuilder.DropTable(
                name: "marketplace_leases");

            migrationBuilder.DropTable(
                name: "marketplace_open_intervals");

            migrationBuilder.DropTable(
                name: "marketplace_outbox");

            migrationBuilder.DropTable(
                name: "marketplace_provider_photos");

            migrationBuilder.DropTable(
                name: "marketplace_provider_tags");

            migrationBuilder.DropTable(
                name: "marketplace_requested_times");

            migrationBuilder.DropTable(
                name: "marketplace_reviews");

            migrationBuilder.DropTable(
                name: "marketplace_service_prices");

            migrationBuilder.DropTable(
                name: "marketplace_slot_claims");

            migrationBuilder.DropTable(
                name: "marketplace_time_holds");

            migrationBuilder.DropTable(
                name: "marketplace_visibility_channels");

            migrationBuilder.DropTable(
                name: "marketplace_providers");

            migrationBuilder.DropTable(
                name: "marketplace_booking_requests");

            migrationBuilder.DropTable(
                name: "marketplace_services");
        }
    }
}
