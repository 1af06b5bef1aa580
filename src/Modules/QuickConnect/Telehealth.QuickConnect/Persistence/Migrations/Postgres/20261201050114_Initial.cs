using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Telehealth.QuickConnect.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "quickconnect_cover_claims",
                columns: table => new
                {
                    CoverId = table.Column<Guid>(type: "uuid", nullable: false),
                    Disowned = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quickconnect_cover_claims", x => x.CoverId);
                });

            migrationBuilder.CreateTable(
                name: "quickconnect_idempotency",
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
                    table.PrimaryKey("PK_quickconnect_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "quickconnect_inbox",
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
                    table.PrimaryKey("PK_quickconnect_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "quickconnect_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    ExpiresAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quickconnect_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "quickconnect_outbox",
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
                    table.PrimaryKey("PK_quickconnect_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "quickconnect_passes",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quickconnect_passes", x => new { x.RequestId, x.ProviderId });
                });

            migrationBuilder.CreateTable(
                name: "quickconnect_presences",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    Mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Until = table.Column<long>(type: "bigint", nullable: false),
                    AlertedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quickconnect_presences", x => x.ProviderId);
                });

            migrationBuilder.CreateTable(
                name: "quickconnect_requests",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: false),
                    LiveClientId = table.Column<Guid>(type: "uuid", nullable: true),
                    Language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false, collation: "C"),
                    Mode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    Category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    SealedWords = table.Column<byte[]>(type: "bytea", nullable: true),
                    CoverId = table.Column<Guid>(type: "uuid", nullable: false),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    PlacedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: true),
                    HeldProviderId = table.Column<Guid>(type: "uuid", nullable: true),
                    Offer = table.Column<int>(type: "integer", nullable: false),
                    AttemptAtMicros = table.Column<long>(type: "bigint", nullable: true),
                    FirstOfferAt = table.Column<long>(type: "bigint", nullable: true),
                    OfferEndsAt = table.Column<long>(type: "bigint", nullable: true),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    StartsAt = table.Column<long>(type: "bigint", nullable: true),
                    TermsVersion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    TermsAcceptedAt = table.Column<long>(type: "bigint", nullable: true),
                    BookingId = table.Column<Guid>(type: "uuid", nullable: true),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quickconnect_requests", x => x.Sequence);
                });

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_idempotency_CreatedAtMicros",
                table: "quickconnect_idempotency",
                column: "CreatedAtMicros");

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_inbox_Consumer_EventId",
                table: "quickconnect_inbox",
                columns: new[] { "Consumer", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_inbox_Consumer_Partition_Version_Ordinal",
                table: "quickconnect_inbox",
                columns: new[] { "Consumer", "Partition", "Version", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_inbox_State_Lane_NextTryAtMicros",
                table: "quickconnect_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_outbox_DispatchedAtMicros_Lane",
                table: "quickconnect_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_outbox_DispatchedAtMicros_Sequence",
                table: "quickconnect_outbox",
                columns: new[] { "DispatchedAtMicros", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_outbox_EventId",
                table: "quickconnect_outbox",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_presences_Until",
                table: "quickconnect_presences",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_ClientId_Sequence",
                table: "quickconnect_requests",
                columns: new[] { "ClientId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_CoverId",
                table: "quickconnect_requests",
                column: "CoverId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_FirstOfferAt",
                table: "quickconnect_requests",
                column: "FirstOfferAt");

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_HeldProviderId",
                table: "quickconnect_requests",
                column: "HeldProviderId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_Id",
                table: "quickconnect_requests",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_LiveClientId",
                table: "quickconnect_requests",
                column: "LiveClientId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_State_ExpiresAt",
                table: "quickconnect_requests",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_State_OfferEndsAt",
                table: "quickconnect_requests",
                columns: new[] { "State", "OfferEndsAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "quickconnect_cover_claims");

            migrationBuilder.DropTable(
                name: "quickconnect_idempotency");

            migrationBuilder.DropTable(
                name: "quickconnect_inbox");

            migrationBuilder.DropTable(
                name: "quickconnect_leases");

            migrationBuilder.DropTable(
                name: "quickconnect_outbox");

            migrationBuilder.DropTable(
                name: "quickconnect_passes");

            migrationBuilder.DropTable(
                name: "quickconnect_presences");

            migrationBuilder.DropTable(
                name: "quickconnect_requests");
        }
    }
}
