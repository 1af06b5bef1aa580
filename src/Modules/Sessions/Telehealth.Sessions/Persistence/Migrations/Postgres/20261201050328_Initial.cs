using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Telehealth.Sessions.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sessions_calendar_choices",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    NamesOthers = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_calendar_choices", x => x.PersonId);
                });

            migrationBuilder.CreateTable(
                name: "sessions_calendar_feeds",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    SealedToken = table.Column<byte[]>(type: "bytea", maxLength: 1000, nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_calendar_feeds", x => x.ProviderId);
                });

            migrationBuilder.CreateTable(
                name: "sessions_idempotency",
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
                    table.PrimaryKey("PK_sessions_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "sessions_inbox",
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
                    table.PrimaryKey("PK_sessions_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "sessions_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    ExpiresAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "sessions_outbox",
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
                    table.PrimaryKey("PK_sessions_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "sessions_sessions",
                columns: table => new
                {
                    Row = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BookingId = table.Column<Guid>(type: "uuid", nullable: false),
                    BookingNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: false),
                    CoverId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServiceName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Mode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    StartsAt = table.Column<long>(type: "bigint", nullable: false),
                    EndsAt = table.Column<long>(type: "bigint", nullable: false),
                    ProviderZone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    ClientZone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    PolicyId = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    PolicyVersion = table.Column<int>(type: "integer", nullable: false),
                    ChannelLabel = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    JoinOpensAt = table.Column<long>(type: "bigint", nullable: false),
                    JoinClosesAt = table.Column<long>(type: "bigint", nullable: false),
                    MinimumElapsedPercent = table.Column<int>(type: "integer", nullable: false),
                    SealedJoinKey = table.Column<byte[]>(type: "bytea", maxLength: 1000, nullable: false),
                    AgendaKey = table.Column<long>(type: "bigint", nullable: false),
                    CalendarSequence = table.Column<int>(type: "integer", nullable: false),
                    ScheduledAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    ProviderPlace = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    ClientPlace = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: true),
                    AdmittedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    EarlyReason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    GuestTries = table.Column<int>(type: "integer", nullable: false),
                    GuestEnteredAt = table.Column<long>(type: "bigint", nullable: true),
                    GuestLink = table.Column<int>(type: "integer", nullable: false),
                    GuestLinkAt = table.Column<long>(type: "bigint", nullable: true),
                    CallCount = table.Column<int>(type: "integer", nullable: false),
                    MissedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_sessions", x => x.Row);
                    table.UniqueConstraint("AK_sessions_sessions_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sessions_call_attempts",
                columns: table => new
                {
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_call_attempts", x => new { x.SessionId, x.Number });
                    table.ForeignKey(
                        name: "FK_sessions_call_attempts_sessions_sessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "sessions_sessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions_presence",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Place = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    CameAt = table.Column<long>(type: "bigint", nullable: false),
                    LeftAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_presence", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sessions_presence_sessions_sessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "sessions_sessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_calendar_feeds_TokenHash",
                table: "sessions_calendar_feeds",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_idempotency_CreatedAtMicros",
                table: "sessions_idempotency",
                column: "CreatedAtMicros");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_inbox_Consumer_EventId",
                table: "sessions_inbox",
                columns: new[] { "Consumer", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_inbox_Consumer_Partition_Version_Ordinal",
                table: "sessions_inbox",
                columns: new[] { "Consumer", "Partition", "Version", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_inbox_State_Lane_NextTryAtMicros",
                table: "sessions_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_outbox_DispatchedAtMicros_Lane",
                table: "sessions_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_outbox_DispatchedAtMicros_Sequence",
                table: "sessions_outbox",
                columns: new[] { "DispatchedAtMicros", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_outbox_EventId",
                table: "sessions_outbox",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_presence_SessionId_Id",
                table: "sessions_presence",
                columns: new[] { "SessionId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_sessions_BookingId",
                table: "sessions_sessions",
                column: "BookingId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_sessions_ClientId_AgendaKey",
                table: "sessions_sessions",
                columns: new[] { "ClientId", "AgendaKey" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_sessions_ProviderId_AgendaKey",
                table: "sessions_sessions",
                columns: new[] { "ProviderId", "AgendaKey" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_sessions_State_Row",
                table: "sessions_sessions",
                columns: new[] { "State", "Row" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sessions_calendar_choices");

            migrationBuilder.DropTable(
                name: "sessions_calendar_feeds");

            migrationBuilder.DropTable(
                name: "sessions_call_attempts");

            migrationBuilder.DropTable(
                name: "sessions_idempotency");

            migrationBuilder.DropTable(
                name: "sessions_inbox");

            migrationBuilder.DropTable(
                name: "sessions_leases");

            migrationBuilder.DropTable(
                name: "sessions_outbox");

            migrationBuilder.DropTable(
                name: "sessions_presence");

            migrationBuilder.DropTable(
                name: "sessions_sessions");
        }
    }
}
