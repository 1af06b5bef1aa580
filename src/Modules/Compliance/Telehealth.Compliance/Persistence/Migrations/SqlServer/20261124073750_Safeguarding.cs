using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Compliance.Persistence.Migrations.SqlServer
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
                    Actor = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Action = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Subject = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_audit", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "compliance_audit_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_audit_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "compliance_case_entries",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    By = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    SealedContent = table.Column<byte[]>(type: "varbinary(max)", nullable: true)
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
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RaisedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RaisedAt = table.Column<long>(type: "bigint", nullable: false),
                    Severity = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SealedRecord = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Lead = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ClosingBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    NextStep = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    EscalatesAt = table.Column<long>(type: "bigint", nullable: true),
                    Escalations = table.Column<int>(type: "int", nullable: false),
                    Entries = table.Column<int>(type: "int", nullable: false),
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
                    ConsentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SealedContent = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
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
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ClientId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    GuardianId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Relationship = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Method = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SealedDetails = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    GivenOn = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    ReviewDueAt = table.Column<long>(type: "bigint", nullable: false),
                    ReviewedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReviewedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReviewersTold = table.Column<bool>(type: "bit", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "bigint", nullable: true),
                    WithdrawnBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
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
