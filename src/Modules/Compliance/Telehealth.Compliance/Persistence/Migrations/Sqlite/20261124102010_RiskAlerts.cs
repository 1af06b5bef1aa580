using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Compliance.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RiskAlerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_compliance_lead_shifts_Until",
                table: "compliance_lead_shifts",
                column: "Until");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "compliance_lead_shifts");

            migrationBuilder.DropTable(
                name: "compliance_risk_alert_calls");

            migrationBuilder.DropTable(
                name: "compliance_risk_alerts");
        }
    }
}
