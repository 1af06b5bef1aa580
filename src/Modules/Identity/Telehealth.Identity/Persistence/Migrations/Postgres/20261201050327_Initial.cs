using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Telehealth.Identity.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "identity_accounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SealedTotpKey = table.Column<byte[]>(type: "bytea", maxLength: 500, nullable: true),
                    LastTotpStep = table.Column<long>(type: "bigint", nullable: false),
                    LockedUntilMicros = table.Column<long>(type: "bigint", nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true, collation: "C"),
                    NormalizedEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true, collation: "C"),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    SecurityStamp = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    ConcurrencyStamp = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_accounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_authority_entries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Change = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    Detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    By = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_authority_entries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "identity_authority_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_authority_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_browser_sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    StartedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    EndedAtMicros = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_browser_sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_clients",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ApplicationType = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    ClientId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    ClientSecret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClientType = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    ConcurrencyToken = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    ConsentType = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    DisplayName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DisplayNames = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    JsonWebKeySet = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Permissions = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PostLogoutRedirectUris = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Properties = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RedirectUris = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Requirements = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Settings = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_clients", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_idempotency",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Operation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    RequestHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Refused = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "identity_inbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Consumer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    WireName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Partition = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    TraceParent = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Lane = table.Column<int>(type: "integer", maxLength: 40, nullable: false),
                    SkipWhenDead = table.Column<bool>(type: "boolean", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    NextTryAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    CommittedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    DoneAtMicros = table.Column<long>(type: "bigint", nullable: true),
                    LastError = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    Resolution = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "identity_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    ExpiresAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "identity_outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    WireName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Partition = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    TraceParent = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    CommittedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    Lane = table.Column<int>(type: "integer", maxLength: 40, nullable: false),
                    DispatchedAtMicros = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "identity_people",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    NameOnDocuments = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    DateOfBirth = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true, collation: "C"),
                    Country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false, collation: "C"),
                    TimeZone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    Phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    PhoneVerified = table.Column<bool>(type: "boolean", nullable: false),
                    SignedUpAt = table.Column<long>(type: "bigint", nullable: false),
                    RegisteredAt = table.Column<long>(type: "bigint", nullable: true),
                    SuspendedAt = table.Column<long>(type: "bigint", nullable: true),
                    SuspendedBecause = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    AccessVersion = table.Column<int>(type: "integer", nullable: false),
                    Lineage = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_people", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_role_proposals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    ProposedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    ProposedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_role_proposals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_scopes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConcurrencyToken = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    Description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Descriptions = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DisplayName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DisplayNames = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Properties = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Resources = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_scopes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_signing_keys",
                columns: table => new
                {
                    KeyId = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    Use = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Generation = table.Column<int>(type: "integer", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_signing_keys", x => x.KeyId);
                });

            migrationBuilder.CreateTable(
                name: "identity_grants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ApplicationId = table.Column<Guid>(type: "uuid", nullable: true),
                    ConcurrencyToken = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    CreationDate = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Properties = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Scopes = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    Subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    Type = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_grants", x => x.Id);
                    table.ForeignKey(
                        name: "FK_identity_grants_identity_clients_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "identity_clients",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "identity_role_grants",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    GrantedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    ApprovedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    GrantedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_role_grants", x => new { x.PersonId, x.Number });
                    table.ForeignKey(
                        name: "FK_identity_role_grants_identity_people_PersonId",
                        column: x => x.PersonId,
                        principalTable: "identity_people",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_tokens",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ApplicationId = table.Column<Guid>(type: "uuid", nullable: true),
                    AuthorizationId = table.Column<Guid>(type: "uuid", nullable: true),
                    ConcurrencyToken = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    CreationDate = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ExpirationDate = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Properties = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RedemptionDate = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReferenceId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    Subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    Type = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_tokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_identity_tokens_identity_clients_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "identity_clients",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_identity_tokens_identity_grants_AuthorizationId",
                        column: x => x.AuthorizationId,
                        principalTable: "identity_grants",
                        principalColumn: "Id");
                });

            migrationBuilder.InsertData(
                table: "identity_authority_head",
                columns: new[] { "Id", "Sequence" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_identity_accounts_NormalizedEmail",
                table: "identity_accounts",
                column: "NormalizedEmail",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_authority_entries_PersonId_Sequence",
                table: "identity_authority_entries",
                columns: new[] { "PersonId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_browser_sessions_PersonId_StartedAtMicros",
                table: "identity_browser_sessions",
                columns: new[] { "PersonId", "StartedAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_browser_sessions_StartedAtMicros",
                table: "identity_browser_sessions",
                column: "StartedAtMicros");

            migrationBuilder.CreateIndex(
                name: "IX_identity_clients_ClientId",
                table: "identity_clients",
                column: "ClientId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_grants_ApplicationId_Status_Subject_Type",
                table: "identity_grants",
                columns: new[] { "ApplicationId", "Status", "Subject", "Type" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_idempotency_CreatedAtMicros",
                table: "identity_idempotency",
                column: "CreatedAtMicros");

            migrationBuilder.CreateIndex(
                name: "IX_identity_inbox_Consumer_EventId",
                table: "identity_inbox",
                columns: new[] { "Consumer", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_inbox_Consumer_Partition_Version_Ordinal",
                table: "identity_inbox",
                columns: new[] { "Consumer", "Partition", "Version", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_inbox_State_Lane_NextTryAtMicros",
                table: "identity_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_outbox_DispatchedAtMicros_Lane",
                table: "identity_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_outbox_DispatchedAtMicros_Sequence",
                table: "identity_outbox",
                columns: new[] { "DispatchedAtMicros", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_outbox_EventId",
                table: "identity_outbox",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_role_grants_Role_EndedAt",
                table: "identity_role_grants",
                columns: new[] { "Role", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_role_proposals_State_ProposedAt",
                table: "identity_role_proposals",
                columns: new[] { "State", "ProposedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_scopes_Name",
                table: "identity_scopes",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_signing_keys_Use_Generation",
                table: "identity_signing_keys",
                columns: new[] { "Use", "Generation" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_tokens_ApplicationId_Status_Subject_Type",
                table: "identity_tokens",
                columns: new[] { "ApplicationId", "Status", "Subject", "Type" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_tokens_AuthorizationId",
                table: "identity_tokens",
                column: "AuthorizationId");

            migrationBuilder.CreateIndex(
                name: "IX_identity_tokens_ReferenceId",
                table: "identity_tokens",
                column: "ReferenceId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_accounts");

            migrationBuilder.DropTable(
                name: "identity_authority_entries");

            migrationBuilder.DropTable(
                name: "identity_authority_head");

            migrationBuilder.DropTable(
                name: "identity_browser_sessions");

            migrationBuilder.DropTable(
                name: "identity_idempotency");

            migrationBuilder.DropTable(
                name: "identity_inbox");

            migrationBuilder.DropTable(
                name: "identity_leases");

            migrationBuilder.DropTable(
                name: "identity_outbox");

            migrationBuilder.DropTable(
                name: "identity_role_grants");

            migrationBuilder.DropTable(
                name: "identity_role_proposals");

            migrationBuilder.DropTable(
                name: "identity_scopes");

            migrationBuilder.DropTable(
                name: "identity_signing_keys");

            migrationBuilder.DropTable(
                name: "identity_tokens");

            migrationBuilder.DropTable(
                name: "identity_people");

            migrationBuilder.DropTable(
                name: "identity_grants");

            migrationBuilder.DropTable(
                name: "identity_clients");
        }
    }
}
