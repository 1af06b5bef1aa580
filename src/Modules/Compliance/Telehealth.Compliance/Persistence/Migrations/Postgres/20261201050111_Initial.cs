using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Telehealth.Compliance.Persistence.Migrations.Postgres
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
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    AtMicros = table.Column<long>(type: "bigint", nullable: false),
                    Actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Action = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_audit", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_audit_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_audit_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "compliance_case_entries",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    By = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    SealedContent = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_case_entries", x => new { x.CaseId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "compliance_cases",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RaisedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    RaisedAt = table.Column<long>(type: "bigint", nullable: false),
                    Severity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    SealedRecord = table.Column<byte[]>(type: "bytea", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Lead = table.Column<Guid>(type: "uuid", nullable: true),
                    ClosingBy = table.Column<Guid>(type: "uuid", nullable: true),
                    NextStep = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    EscalatesAt = table.Column<long>(type: "bigint", nullable: true),
                    Escalations = table.Column<int>(type: "integer", nullable: false),
                    Entries = table.Column<int>(type: "integer", nullable: false),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_cases", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_clearance_decisions",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_clearance_decisions", x => new { x.ProviderId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "compliance_clearance_files",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    AppliedAt = table.Column<long>(type: "bigint", nullable: false),
                    Decisions = table.Column<long>(type: "bigint", nullable: false),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_clearance_files", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_consent_evidence",
                columns: table => new
                {
                    ConsentId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContentType = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    SealedContent = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_consent_evidence", x => x.ConsentId);
                });

            migrationBuilder.CreateTable(
                name: "compliance_consents",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: false),
                    GuardianId = table.Column<Guid>(type: "uuid", nullable: true),
                    Relationship = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    SealedDetails = table.Column<byte[]>(type: "bytea", nullable: false),
                    GivenOn = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false, collation: "C"),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    ReviewDueAt = table.Column<long>(type: "bigint", nullable: false),
                    ReviewedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ReviewedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReviewersTold = table.Column<bool>(type: "boolean", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "bigint", nullable: true),
                    WithdrawnBy = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_consents", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_idempotency",
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
                    table.PrimaryKey("PK_compliance_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "compliance_inbox",
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
                    table.PrimaryKey("PK_compliance_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_lead_shifts",
                columns: table => new
                {
                    LeadId = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_lead_shifts", x => x.LeadId);
                });

            migrationBuilder.CreateTable(
                name: "compliance_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    ExpiresAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "compliance_outbox",
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
                    table.PrimaryKey("PK_compliance_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_risk_alerts",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenPersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    Country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false, collation: "C"),
                    ReportedAt = table.Column<long>(type: "bigint", nullable: false),
                    Owner = table.Column<Guid>(type: "uuid", nullable: true),
                    AcknowledgedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    AcknowledgedAt = table.Column<long>(type: "bigint", nullable: true),
                    EscalatesAt = table.Column<long>(type: "bigint", nullable: true),
                    TimesUnanswered = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CauseId = table.Column<Guid>(type: "uuid", nullable: false),
                    To = table.Column<Guid>(type: "uuid", nullable: false),
                    ByText = table.Column<bool>(type: "boolean", nullable: false),
                    AlertId = table.Column<Guid>(type: "uuid", nullable: true),
                    FailedAt = table.Column<long>(type: "bigint", nullable: false),
                    Failure = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    ReachedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_unreached_messages", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_risk_alert_calls",
                columns: table => new
                {
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    LeadId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
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
