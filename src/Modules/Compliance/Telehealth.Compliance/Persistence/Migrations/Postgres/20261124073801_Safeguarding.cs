using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Telehealth.Compliance.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Safeguarding : Migration
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
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
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
                    Severity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SealedRecord = table.Column<byte[]>(type: "bytea", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Lead = table.Column<Guid>(type: "uuid", nullable: true),
                    ClosingBy = table.Column<Guid>(type: "uuid", nullable: true),
                    NextStep = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
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
                    Relationship = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SealedDetails = table.Column<byte[]>(type: "bytea", nullable: false),
                    GivenOn = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
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
            AuditGuards.Create(migrationBuilder);
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
                name: "compliance_consent_evidence");

            migrationBuilder.DropTable(
                name: "compliance_consents");
        }
    }
}
