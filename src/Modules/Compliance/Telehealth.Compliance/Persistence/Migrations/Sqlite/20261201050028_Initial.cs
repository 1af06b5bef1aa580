using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Compliance.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "compliance_audit",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    AtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    Action = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "BINARY"),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_audit", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_audit_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_audit_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "compliance_case_entries",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    By = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    SealedContent = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_case_entries", x => new { x.CaseId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "compliance_cases",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RaisedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Severity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    SealedRecord = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Lead = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClosingBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    NextStep = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EscalatesAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Escalations = table.Column<int>(type: "INTEGER", nullable: false),
                    Entries = table.Column<int>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_cases", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_clearance_decisions",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true, collation: "BINARY"),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_clearance_decisions", x => new { x.ProviderId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "compliance_clearance_files",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false, collation: "BINARY"),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Decisions = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_clearance_files", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_consent_evidence",
                columns: table => new
                {
                    ConsentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    SealedContent = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_consent_evidence", x => x.ConsentId);
                });

            migrationBuilder.CreateTable(
                name: "compliance_consents",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GuardianId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Relationship = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Method = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    SealedDetails = table.Column<byte[]>(type: "BLOB", nullable: false),
                    GivenOn = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false, collation: "BINARY"),
                    RecordedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReviewDueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReviewedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReviewedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReviewersTold = table.Column<bool>(type: "INTEGER", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_consents", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_idempotency",
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
                    table.PrimaryKey("PK_compliance_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "compliance_inbox",
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
                    table.PrimaryKey("PK_compliance_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_lead_shifts",
                columns: table => new
                {
                    LeadId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_lead_shifts", x => x.LeadId);
                });

            migrationBuilder.CreateTable(
                name: "compliance_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    ExpiresAtMicros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "compliance_outbox",
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
                    table.PrimaryKey("PK_compliance_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_risk_alerts",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenPersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false, collation: "BINARY"),
                    ReportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: true),
                    AcknowledgedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    AcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EscalatesAt = table.Column<long>(type: "INTEGER", nullable: true),
                    TimesUnanswered = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_risk_alerts", x => x.Sequence);
                    table.UniqueConstraint("AK_compliance_risk_alerts_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "compliance_unreached_messages",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CauseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    To = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByText = table.Column<bool>(type: "INTEGER", nullable: false),
                    AlertId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FailedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false, collation: "BINARY"),
                    ReachedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_unreached_messages", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_risk_alert_calls",
                columns: table => new
                {
                    AlertId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    LeadId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_risk_alert_calls", x => new { x.AlertId, x.Number });
                    table.ForeignKey(
                        name: "FK_compliance_risk_alert_calls_compliance_risk_alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "compliance_risk_alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "compliance_audit_head",
                columns: new[] { "Id", "Hash", "Sequence" },
                values: new object[] { 1, "0000000000000000000000000000000000000000000000000000000000000000", 0L });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_audit_Subject_Sequence",
                table: "compliance_audit",
                columns: new[] { "Subject", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_case_entries_Id",
                table: "compliance_case_entries",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compliance_cases_DueAt_Sequence",
                table: "compliance_cases",
                columns: new[] { "DueAt", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_cases_EscalatesAt",
                table: "compliance_cases",
                column: "EscalatesAt");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_cases_Id",
                table: "compliance_cases",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compliance_cases_RaisedBy_Sequence",
                table: "compliance_cases",
                columns: new[] { "RaisedBy", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_clearance_files_ProviderId",
                table: "compliance_clearance_files",
                column: "ProviderId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compliance_clearance_files_State_Sequence",
                table: "compliance_clearance_files",
                columns: new[] { "State", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_consents_ClientId_ReviewDueAt",
                table: "compliance_consents",
                columns: new[] { "ClientId", "ReviewDueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_consents_GuardianId_Sequence",
                table: "compliance_consents",
                columns: new[] { "GuardianId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_consents_Id",
                table: "compliance_consents",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compliance_consents_ReviewersTold_ReviewDueAt",
                table: "compliance_consents",
                columns: new[] { "ReviewersTold", "ReviewDueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_idempotency_CreatedAtMicros",
                table: "compliance_idempotency",
                column: "CreatedAtMicros");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_inbox_Consumer_EventId",
                table: "compliance_inbox",
                columns: new[] { "Consumer", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compliance_inbox_Consumer_Partition_Version_Ordinal",
                table: "compliance_inbox",
                columns: new[] { "Consumer", "Partition", "Version", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_inbox_State_Lane_NextTryAtMicros",
                table: "compliance_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_lead_shifts_Until",
                table: "compliance_lead_shifts",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_outbox_DispatchedAtMicros_Lane",
                table: "compliance_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_outbox_DispatchedAtMicros_Sequence",
                table: "compliance_outbox",
                columns: new[] { "DispatchedAtMicros", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_outbox_EventId",
                table: "compliance_outbox",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compliance_risk_alerts_EscalatesAt",
                table: "compliance_risk_alerts",
                column: "EscalatesAt");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_risk_alerts_Id",
                table: "compliance_risk_alerts",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compliance_risk_alerts_OpenPersonId",
                table: "compliance_risk_alerts",
                column: "OpenPersonId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compliance_unreached_messages_AlertId",
                table: "compliance_unreached_messages",
                column: "AlertId");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_unreached_messages_CauseId",
                table: "compliance_unreached_messages",
                column: "CauseId");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_unreached_messages_FailedAt",
                table: "compliance_unreached_messages",
                column: "FailedAt");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_unreached_messages_Id",
                table: "compliance_unreached_messages",
                column: "Id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "compliance_audit");

            migrationBuilder.DropTable(
                name: "compliance_audit_head");

            migrationBuilder.DropTable(
                name: "compliance_case_entries");

            migrationBuilder.DropTable(
                name: "compliance_cases");

            migrationBuilder.DropTable(
                name: "compliance_clearance_decisions");

            migrationBuilder.DropTable(
                name: "compliance_clearance_files");

            migrationBuilder.DropTable(
                name: "compliance_consent_evidence");

            migrationBuilder.DropTable(
                name: "compliance_consents");

            migrationBuilder.DropTable(
                name: "compliance_idempotency");

            migrationBuilder.DropTable(
                name: "compliance_inbox");

            migrationBuilder.DropTable(
                name: "compliance_lead_shifts");

            migrationBuilder.DropTable(
                name: "compliance_leases");

            migrationBuilder.DropTable(
                name: "compliance_outbox");

            migrationBuilder.DropTable(
                name: "compliance_risk_alert_calls");

            migrationBuilder.DropTable(
                name: "compliance_unreached_messages");

            migrationBuilder.DropTable(
                name: "compliance_risk_alerts");
        }
    }
}
