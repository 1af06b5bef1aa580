using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Sessions.Persistence.Migrations.Sqlite
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
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    NamesOthers = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_calendar_choices", x => x.PersonId);
                });

            migrationBuilder.CreateTable(
                name: "sessions_calendar_feeds",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true, collation: "BINARY"),
                    SealedToken = table.Column<byte[]>(type: "BLOB", maxLength: 1000, nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_calendar_feeds", x => x.ProviderId);
                });

            migrationBuilder.CreateTable(
                name: "sessions_idempotency",
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
                    table.PrimaryKey("PK_sessions_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "sessions_inbox",
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
                    table.PrimaryKey("PK_sessions_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "sessions_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    ExpiresAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "sessions_outbox",
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
                    table.PrimaryKey("PK_sessions_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "sessions_sessions",
                columns: table => new
                {
                    Row = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BookingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BookingNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CoverId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServiceName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, collation: "BINARY"),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ProviderZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    ClientZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false, collation: "BINARY"),
                    PolicyId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    PolicyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    ChannelLabel = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    JoinOpensAt = table.Column<long>(type: "INTEGER", nullable: false),
                    JoinClosesAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MinimumElapsedPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedJoinKey = table.Column<byte[]>(type: "BLOB", maxLength: 1000, nullable: false),
                    AgendaKey = table.Column<long>(type: "INTEGER", nullable: false),
                    CalendarSequence = table.Column<int>(type: "INTEGER", nullable: false),
                    ScheduledAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    ProviderPlace = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    ClientPlace = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AdmittedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EarlyReason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    GuestTries = table.Column<int>(type: "INTEGER", nullable: false),
                    GuestEnteredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    GuestLink = table.Column<int>(type: "INTEGER", nullable: false),
                    GuestLinkAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CallCount = table.Column<int>(type: "INTEGER", nullable: false),
                    MissedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    CameAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: true)
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
