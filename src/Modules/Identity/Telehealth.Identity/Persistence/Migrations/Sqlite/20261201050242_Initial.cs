using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Identity.Persistence.Migrations.Sqlite
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SealedTotpKey = table.Column<byte[]>(type: "BLOB", maxLength: 500, nullable: true),
                    LastTotpStep = table.Column<long>(type: "INTEGER", nullable: false),
                    LockedUntilMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true, collation: "BINARY"),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true, collation: "BINARY"),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true, collation: "BINARY"),
                    SecurityStamp = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_accounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_authority_entries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Change = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true, collation: "BINARY"),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_authority_entries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "identity_authority_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_authority_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_browser_sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAtMicros = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_browser_sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_clients",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ApplicationType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true, collation: "BINARY"),
                    ClientId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true, collation: "BINARY"),
                    ClientSecret = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    ClientType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true, collation: "BINARY"),
                    ConcurrencyToken = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true, collation: "BINARY"),
                    ConsentType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true, collation: "BINARY"),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    DisplayNames = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    JsonWebKeySet = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Permissions = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    PostLogoutRedirectUris = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Properties = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    RedirectUris = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Requirements = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Settings = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_clients", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_idempotency",
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
                    table.PrimaryKey("PK_identity_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "identity_inbox",
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
                    table.PrimaryKey("PK_identity_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "identity_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    ExpiresAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "identity_outbox",
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
                    table.PrimaryKey("PK_identity_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "identity_people",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    NameOnDocuments = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true, collation: "BINARY"),
                    DateOfBirth = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true, collation: "BINARY"),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false, collation: "BINARY"),
                    TimeZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    Language = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, collation: "BINARY"),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true, collation: "BINARY"),
                    PhoneVerified = table.Column<bool>(type: "INTEGER", nullable: false),
                    SignedUpAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RegisteredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SuspendedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SuspendedBecause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true, collation: "BINARY"),
                    AccessVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Lineage = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_people", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_role_proposals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false, collation: "BINARY"),
                    ProposedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_role_proposals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_scopes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConcurrencyToken = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true, collation: "BINARY"),
                    Description = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Descriptions = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    DisplayNames = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true, collation: "BINARY"),
                    Properties = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Resources = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_scopes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_signing_keys",
                columns: table => new
                {
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    Use = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Generation = table.Column<int>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_signing_keys", x => x.KeyId);
                });

            migrationBuilder.CreateTable(
                name: "identity_grants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ApplicationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConcurrencyToken = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true, collation: "BINARY"),
                    CreationDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Properties = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Scopes = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true, collation: "BINARY"),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true, collation: "BINARY"),
                    Type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true, collation: "BINARY")
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
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    GrantedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    ApprovedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true, collation: "BINARY"),
                    GrantedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true, collation: "BINARY"),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ApplicationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AuthorizationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConcurrencyToken = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true, collation: "BINARY"),
                    CreationDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExpirationDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Payload = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    Properties = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
                    RedemptionDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReferenceId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true, collation: "BINARY"),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true, collation: "BINARY"),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true, collation: "BINARY"),
                    Type = table.Column<string>(type: "TEXT", maxLength: 150, nullable: true, collation: "BINARY")
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
