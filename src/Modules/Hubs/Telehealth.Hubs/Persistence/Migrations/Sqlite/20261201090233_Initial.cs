using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Hubs.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "hubs_allotments",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HubId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Credits = table.Column<long>(type: "INTEGER", nullable: false),
                    Period = table.Column<int>(type: "INTEGER", nullable: false),
                    CarryOverCap = table.Column<int>(type: "INTEGER", nullable: false),
                    PeriodFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    PeriodUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Done = table.Column<bool>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_allotments", x => x.Sequence);
                    table.UniqueConstraint("AK_hubs_allotments_Id", x => x.Id);
                    table.CheckConstraint("CK_hubs_allotments_credits", "\"Credits\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "hubs_employers",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false, collation: "BINARY"),
                    VatNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true, collation: "BINARY"),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_employers", x => x.Sequence);
                    table.UniqueConstraint("AK_hubs_employers_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_idempotency",
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
                    table.PrimaryKey("PK_hubs_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "hubs_inbox",
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
                    table.PrimaryKey("PK_hubs_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "hubs_insured",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MatchIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    SealedPolicy = table.Column<byte[]>(type: "BLOB", maxLength: 1000, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false, collation: "BINARY"),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_insured", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_invitation_tokens",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    InvitationId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_invitation_tokens", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "hubs_invitations",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HubId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false, collation: "BINARY"),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Mails = table.Column<int>(type: "INTEGER", nullable: false),
                    AcceptedBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_invitations", x => x.Sequence);
                    table.UniqueConstraint("AK_hubs_invitations_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    ExpiresAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "hubs_members",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HubId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false, collation: "BINARY"),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    JoinedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Period = table.Column<int>(type: "INTEGER", nullable: false),
                    PeriodEndsAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_members", x => x.Sequence);
                    table.UniqueConstraint("AK_hubs_members_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_membership_claims",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HubId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false, collation: "BINARY"),
                    Day = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false, collation: "BINARY"),
                    NumberOfDay = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    CodeHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true, collation: "BINARY"),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_membership_claims", x => x.Id);
                    table.CheckConstraint("CK_hubs_membership_claims_number", "\"NumberOfDay\" BETWEEN 1 AND 5");
                });

            migrationBuilder.CreateTable(
                name: "hubs_outbox",
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
                    table.PrimaryKey("PK_hubs_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "hubs_partner_visits",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, collation: "BINARY"),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Seed = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true, collation: "BINARY"),
                    Candidates = table.Column<string>(type: "TEXT", maxLength: 40000, nullable: false, collation: "BINARY"),
                    DrawnAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BookingId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ChaseAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ContestReason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    ContestedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReviewOpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReviewClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_partner_visits", x => x.Sequence);
                    table.UniqueConstraint("AK_hubs_partner_visits_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_programme_providers",
                columns: table => new
                {
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    InvitedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Assigned = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_programme_providers", x => new { x.ProgrammeId, x.ProviderId });
                });

            migrationBuilder.CreateTable(
                name: "hubs_programmes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false, collation: "BINARY"),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    ClientId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    PayerCountry = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false, collation: "BINARY"),
                    PayerVatNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true, collation: "BINARY"),
                    CountryCodes = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false, collation: "BINARY"),
                    LanguageCodes = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false, collation: "BINARY"),
                    Packages = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false, collation: "BINARY"),
                    PlatformShareBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    InsurerLine = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    PrivateLine = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    SealedKey = table.Column<byte[]>(type: "BLOB", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_programmes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_providers",
                columns: table => new
                {
                    HubId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InvitationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TermsVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_providers", x => new { x.HubId, x.ProviderId });
                });

            migrationBuilder.CreateTable(
                name: "hubs_sessions",
                columns: table => new
                {
                    BookingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HubId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Month = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false, collation: "BINARY"),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_sessions", x => x.BookingId);
                });

            migrationBuilder.CreateTable(
                name: "hubs_visit_claims",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<long>(type: "INTEGER", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_visit_claims", x => new { x.PersonId, x.Step });
                });

            migrationBuilder.CreateTable(
                name: "hubs_visit_packages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Visits = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedConsent = table.Column<byte[]>(type: "BLOB", maxLength: 1000, nullable: false),
                    GrantedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_visit_packages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_employer_admins",
                columns: table => new
                {
                    EmployerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_employer_admins", x => new { x.EmployerId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_hubs_employer_admins_hubs_employers_EmployerId",
                        column: x => x.EmployerId,
                        principalTable: "hubs_employers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hubs_hubs",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EmployerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false, collation: "BINARY"),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    Colour = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false, collation: "BINARY"),
                    Categories = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    Languages = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    Credits = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    Terms = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                    TermsVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LiveAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_hubs", x => x.Sequence);
                    table.UniqueConstraint("AK_hubs_hubs_Id", x => x.Id);
                    table.ForeignKey(
                        name: "FK_hubs_hubs_hubs_employers_EmployerId",
                        column: x => x.EmployerId,
                        principalTable: "hubs_employers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hubs_domains",
                columns: table => new
                {
                    HubId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Domain = table.Column<string>(type: "TEXT", maxLength: 190, nullable: false, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_domains", x => new { x.HubId, x.Domain });
                    table.ForeignKey(
                        name: "FK_hubs_domains_hubs_hubs_HubId",
                        column: x => x.HubId,
                        principalTable: "hubs_hubs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_allotments_Done_Sequence",
                table: "hubs_allotments",
                columns: new[] { "Done", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_allotments_MemberId_Sequence",
                table: "hubs_allotments",
                columns: new[] { "MemberId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_domains_Domain",
                table: "hubs_domains",
                column: "Domain");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_employer_admins_PersonId",
                table: "hubs_employer_admins",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_hubs_Code",
                table: "hubs_hubs",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_hubs_EmployerId",
                table: "hubs_hubs",
                column: "EmployerId");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_idempotency_CreatedAtMicros",
                table: "hubs_idempotency",
                column: "CreatedAtMicros");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_inbox_Consumer_EventId",
                table: "hubs_inbox",
                columns: new[] { "Consumer", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_inbox_Consumer_Partition_Version_Ordinal",
                table: "hubs_inbox",
                columns: new[] { "Consumer", "Partition", "Version", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_inbox_State_Lane_NextTryAtMicros",
                table: "hubs_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_insured_ProgrammeId_MatchIndex",
                table: "hubs_insured",
                columns: new[] { "ProgrammeId", "MatchIndex" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_invitation_tokens_InvitationId",
                table: "hubs_invitation_tokens",
                column: "InvitationId");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_invitations_HubId_Email",
                table: "hubs_invitations",
                columns: new[] { "HubId", "Email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_members_HubId_PersonId",
                table: "hubs_members",
                columns: new[] { "HubId", "PersonId" },
                unique: true,
                filter: "\"State\" = 'Active'");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_members_HubId_WorkEmail",
                table: "hubs_members",
                columns: new[] { "HubId", "WorkEmail" },
                unique: true,
                filter: "\"State\" = 'Active'");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_members_PersonId_State",
                table: "hubs_members",
                columns: new[] { "PersonId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_members_State_PeriodEndsAt",
                table: "hubs_members",
                columns: new[] { "State", "PeriodEndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_membership_claims_PersonId_CreatedAt",
                table: "hubs_membership_claims",
                columns: new[] { "PersonId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_membership_claims_WorkEmail_Day_NumberOfDay",
                table: "hubs_membership_claims",
                columns: new[] { "WorkEmail", "Day", "NumberOfDay" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_outbox_DispatchedAtMicros_Lane",
                table: "hubs_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_outbox_DispatchedAtMicros_Sequence",
                table: "hubs_outbox",
                columns: new[] { "DispatchedAtMicros", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_outbox_EventId",
                table: "hubs_outbox",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_BookingId",
                table: "hubs_partner_visits",
                column: "BookingId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_ChaseAt",
                table: "hubs_partner_visits",
                column: "ChaseAt");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_PersonId_StartsAt",
                table: "hubs_partner_visits",
                columns: new[] { "PersonId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_ProgrammeId_ProviderId_StartsAt",
                table: "hubs_partner_visits",
                columns: new[] { "ProgrammeId", "ProviderId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_ProgrammeId_Sequence",
                table: "hubs_partner_visits",
                columns: new[] { "ProgrammeId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_programme_providers_ProviderId",
                table: "hubs_programme_providers",
                column: "ProviderId");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_programmes_ClientId",
                table: "hubs_programmes",
                column: "ClientId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_programmes_Code",
                table: "hubs_programmes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_providers_ProviderId",
                table: "hubs_providers",
                column: "ProviderId");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_sessions_HubId_Month",
                table: "hubs_sessions",
                columns: new[] { "HubId", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_visit_claims_VisitId",
                table: "hubs_visit_claims",
                column: "VisitId");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_visit_packages_PersonId",
                table: "hubs_visit_packages",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hubs_allotments");

            migrationBuilder.DropTable(
                name: "hubs_domains");

            migrationBuilder.DropTable(
                name: "hubs_employer_admins");

            migrationBuilder.DropTable(
                name: "hubs_idempotency");

            migrationBuilder.DropTable(
                name: "hubs_inbox");

            migrationBuilder.DropTable(
                name: "hubs_insured");

            migrationBuilder.DropTable(
                name: "hubs_invitation_tokens");

            migrationBuilder.DropTable(
                name: "hubs_invitations");

            migrationBuilder.DropTable(
                name: "hubs_leases");

            migrationBuilder.DropTable(
                name: "hubs_members");

            migrationBuilder.DropTable(
                name: "hubs_membership_claims");

            migrationBuilder.DropTable(
                name: "hubs_outbox");

            migrationBuilder.DropTable(
                name: "hubs_partner_visits");

            migrationBuilder.DropTable(
                name: "hubs_programme_providers");

            migrationBuilder.DropTable(
                name: "hubs_programmes");

            migrationBuilder.DropTable(
                name: "hubs_providers");

            migrationBuilder.DropTable(
                name: "hubs_sessions");

            migrationBuilder.DropTable(
                name: "hubs_visit_claims");

            migrationBuilder.DropTable(
                name: "hubs_visit_packages");

            migrationBuilder.DropTable(
                name: "hubs_hubs");

            migrationBuilder.DropTable(
                name: "hubs_employers");
        }
    }
}
